import assert from 'node:assert/strict';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { Configs } from '../../storage/configs';
import { planOf } from '../generate/fakes';
import { useTestFolder } from './folder';

describe('the project of samples in the folder of a run', () => {
  const folder = useTestFolder();
  const run = (...names: string[]): string => folder.join('.vignette', 'runs', 'run-1', ...names);
  const plan = (changes: object): void => writeFileSync(run('run.json'), JSON.stringify(planOf(changes)));
  /** Read anew, as each command does. */
  const lookUp = async (name: string): Promise<unknown> => {
    const configs = new Configs({}, (path) => path);
    const { archetypes, isDataset } = await configs.of(run(name));
    return [Object.keys(archetypes ?? {}), isDataset, (await configs.project(run(name))).folder];
  };

  beforeEach(() => {
    mkdirSync(run(), { recursive: true });
    mkdirSync(folder.join('law'));
    writeFileSync(folder.join('vignette.config.json'), '{"datasets": ["data/*.jsonl"]}');
    writeFileSync(
      folder.join('law', 'vignette.config.json'),
      '{"archetypes": {"clause": {}}, "datasets": ["*"]}',
    );
  });

  it('is that of the dataset they go to, or of the template they try', async () => {
    for (const purpose of ['target', 'trialOf']) {
      plan({ [purpose]: folder.join('law', 'mine') });
      const ofLaw = [['clause'], true, folder.join('law')];
      assert.deepEqual(
        [await lookUp('samples.jsonl'), await lookUp('review.jsonl')],
        [ofLaw, ofLaw],
        purpose,
      );
    }
    assert.deepEqual(await lookUp('rejects.jsonl'), [['clause'], false, folder.join('law')]);
    assert.deepEqual(await lookUp('journal.jsonl'), [[], false, folder.path]);
  });

  it('is that of the folder where a plan says no more than that, is no plan, or speaks of a place that is gone', async () => {
    const ownPlace = [[], false, folder.path];
    for (const changes of [
      {},
      { trialOf: 'Untitled-1' },
      { target: folder.join('law', 'gone', 'x.jsonl') },
      { id: 1 },
    ]) {
      plan(changes);
      assert.deepEqual(await lookUp('samples.jsonl'), ownPlace, JSON.stringify(changes));
    }
    renameSync(run('run.json'), run('other.json'));
    assert.deepEqual(await lookUp('samples.jsonl'), ownPlace);
  });
});
