/** Samples of the offline teacher, as the tests look at them. */
import { deriveSeed } from '../../core/generate/random';
import type { TeacherOutput } from '../../core/generate/teacherOutput';
import type { Archetype } from '../../core/sample/archetype';
import { writeOfflineSample } from '../../providers/offline/teacher';

/** The samples of a run's first `count` places, all of one archetype. */
export function samplesOf(archetype: Archetype, runSeed: number, count = 200): TeacherOutput[] {
  return Array.from({ length: count }, (_, index) =>
    writeOfflineSample({ task: { archetype, index }, seed: deriveSeed(runSeed, index) }),
  );
}

/** What the user turn says, without the lines that a haystack gets later. */
export function userText({ source, question }: TeacherOutput): string {
  return `${source}\n${question}`;
}
