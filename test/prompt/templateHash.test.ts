import assert from 'node:assert/strict';
import { PromptError } from '../../core/prompt/promptError';
import { templateHash } from '../../core/prompt/templateHash';

describe('templateHash', () => {
  const source = '---\nmodel: m\n---\nA {{> a}}\n';
  const partials = { a: 'a {{> b}}\n', b: 'b' };

  it('is a SHA-256 that stays the same', async () => {
    const hash = await templateHash(source, partials);
    assert.match(hash, /^[0-9a-f]{64}$/);
    assert.equal(hash, await templateHash(source, partials));
  });

  it('depends on the template and on every partial used', async () => {
    const hashes = await Promise.all([
      templateHash(source, partials),
      templateHash(source.replace('A', 'B'), partials),
      templateHash(source, { ...partials, a: 'x {{> b}}\n' }),
      templateHash(source, { ...partials, b: 'c' }),
    ]);
    assert.equal(new Set(hashes).size, hashes.length);
  });

  it('ignores unused partials, their order, line endings and a byte order mark', async () => {
    const hash = await templateHash(source, partials);
    assert.equal(await templateHash(source, { b: 'b', unused: 'x', a: partials.a }), hash);
    assert.equal(
      await templateHash(source.replaceAll('\n', '\r\n'), { ...partials, a: 'a {{> b}}\r\n' }),
      hash,
    );
    assert.equal(await templateHash(`\uFEFF${source}`, partials), hash);
  });

  it('cannot be fooled by moving text between template and partial', async () => {
    const one = await templateHash('{{> a}}x', { a: 'y' });
    assert.notEqual(one, await templateHash('{{> a}}', { a: 'xy' }));
  });

  it('rejects a template with a missing partial', async () => {
    await assert.rejects(templateHash(source, {}), PromptError);
  });
});
