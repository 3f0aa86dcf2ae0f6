// @ts-check

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_LENGTH = 22;

/**
 * The names of the files in a ZIP archive, read from its central directory.
 * @param {Buffer} archive
 * @returns {string[]}
 */
export function zipFileNames(archive) {
  let end = archive.length - END_LENGTH;
  while (end >= 0 && archive.readUInt32LE(end) !== END_OF_DIRECTORY) end--;
  if (end < 0) throw new Error('not a ZIP archive');
  const names = [];
  let offset = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(offset) !== DIRECTORY_ENTRY) throw new Error('a damaged ZIP archive');
    const nameLength = archive.readUInt16LE(offset + 28);
    const start = offset + 46;
    names.push(archive.toString('utf8', start, start + nameLength));
    offset = start + nameLength + archive.readUInt16LE(offset + 30) + archive.readUInt16LE(offset + 32);
  }
  return names;
}
