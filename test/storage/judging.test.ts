import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { judgeTemplate } from '../../storage/judging';
import { SHIPPED_TEMPLATES } from '../../templates/shipped';
import { useTestFolder } from './folder';

describe('template of a judge', () => {
  const folder = useTestFolder();
  const write = (name: string, text: string): void => writeFileSync(folder.join(name), text);

  it('is the shipped one of the form, with its partials', async () => {
    for (const [form, name] of [
      ['json', 'judge'],
      ['tags', 'judge.tags'],
    ] as const) {
      const { source, partials } = await judgeTemplate([folder.path], form);
      assert.equal(source, SHIPPED_TEMPLATES.get(name));
      assert.equal(partials.judge_rules, SHIPPED_TEMPLATES.get('_judge_rules'));
    }
  });

  it("is the project's where it has one, with the partials beside it", async () => {
    mkdirSync(folder.join('other'));
    write('judge.prompt', 'Mine. {{> rules}}');
    write('_rules.prompt', 'Be strict.');
    const mine = { source: 'Mine. {{> rules}}', partials: { rules: 'Be strict.' } };
    for (const named of [folder.path, folder.join('judge.prompt')]) {
      assert.deepEqual(await judgeTemplate([named, folder.join('other')]), mine);
      assert.deepEqual(await judgeTemplate([named], 'tags'), mine);
    }
    write('judge.tags.prompt', 'As text.');
    assert.equal((await judgeTemplate([folder.path], 'tags')).source, 'As text.');
    assert.equal((await judgeTemplate([folder.path])).source, mine.source);
  });
});
