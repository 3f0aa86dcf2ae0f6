import assert from 'node:assert/strict';
import { join } from 'node:path';
import { only } from '../../core/generate/mix';
import { DEFAULT_CONFIG } from '../../core/lint/config';
import { createOfflineTeacher } from '../../providers/offline/teacher';
import { cameAgain, regenerateRequest, repairRequest } from '../../storage/againRun';
import { findRecordRun } from '../../storage/reproduceRecord';
import { SHIPPED_MATERIALS } from '../../storage/runMaterials';
import { purposeOf } from '../../storage/runPlan';
import { type RunRequest, startRun } from '../../storage/startRun';
import { FakeTeacher, recordOf } from '../generate/fakes';
import { groundedAnswer } from '../simulators/groundedAnswers';
import { useTestFolder } from './folder';

describe('a run for one record', () => {
  const folder = useTestFolder();
  const start = (request: RunRequest, teacher = createOfflineTeacher(), materials = SHIPPED_MATERIALS) =>
    startRun(
      folder.path,
      request,
      () => ({
        ...{ teacher, lint: DEFAULT_CONFIG, concurrency: 1 },
        signal: new AbortController().signal,
        onEvent: () => {},
      }),
      materials,
    );
  const made = async () => {
    const mix = only('reasoning');
    const run = await start({
      provider: 'offline',
      model: 'offline',
      count: 2,
      mix,
      seed: 7,
      parameters: {},
    });
    return run.result.accepted;
  };

  it('that is regenerated asks as the record was asked for, with another seed', async () => {
    const [, record = ''] = await made();
    const found = await findRecordRun(record, join(folder.path, 'a.jsonl'), [folder.path]);
    const dataset = join(folder.path, 'a.jsonl');
    const { request, materials } = await regenerateRequest(found, { dataset, seed: 8 });
    const { path, plan, open } = await start(request, undefined, materials).then((run) => ({
      ...run,
      open: run.plan.count - run.accepted,
    }));
    assert.equal(open, 0);
    const sample = { index: 0, archetype: 'reasoning', ordinal: 0, draw: 0, seed: 1 };
    const [was, is] = await Promise.all([
      found.templates.prompt(found.plan, found.sample),
      found.templates.prompt(plan, sample),
    ]);
    assert.deepEqual(is, was);
    const came = await cameAgain(path);
    assert.deepEqual(
      [came?.record, came?.dataset, came?.problems, came?.reasons],
      [record, dataset, undefined, []],
    );
    const after = recordOf(came?.after ?? '');
    assert.notDeepEqual(after.messages, recordOf(record).messages);
    assert.equal(after.metadata.provenance.run, plan.id);
    assert.equal(await purposeOf(join(path, 'samples.jsonl')), dataset);
  });

  it('that is put right keeps every answer, and offers what is still wrong', async () => {
    const [record = ''] = await made();
    const dataset = join(folder.path, 'a.jsonl');
    const chosen = { provider: 'ollama', model: 'fake', seed: 3 } as const;
    const request = repairRequest(chosen, { dataset, record, problems: ['tags/missing: no proof'] });
    const wrong = (_: unknown, call: number) =>
      JSON.stringify({
        ...(JSON.parse(groundedAnswer('reasoning', 1)) as object),
        proof: [`Never ${call}.`],
      });
    const { path, rejected, result } = await start(request, new FakeTeacher(wrong));
    assert.deepEqual([rejected, result.end.kind], [1, 'finished']);
    const came = await cameAgain(path);
    assert.match(came?.after ?? '', /Never 2\./);
    assert.match(came?.reasons[0] ?? '', /^proof\//);
    const { id } = recordOf(record).metadata;
    assert.equal(recordOf(came?.after ?? '').metadata.id, id);

    const nothing = await start(request, new FakeTeacher(() => 'No.'));
    const none = await cameAgain(nothing.path);
    assert.equal(none?.after, undefined);
    assert.ok(none?.reasons.length);
    assert.equal(
      await cameAgain((await start({ ...chosen, count: 0, mix: only('refusal'), parameters: {} })).path),
      undefined,
    );
  });
});
