import { expectInBoth, expectRule } from './expectRule';
import { ASSISTANT, line, messageLine, USER } from './goodSample';

const role = (name: string, content: string): string =>
  `{"role": ${name}, "content": ${JSON.stringify(content)}}`;
const record = (...messages: string[]): string => `{"messages": [${messages.join(', ')}]}\n`;

describe('record/unknown-shape', () => {
  it('shows lines that hold no messages', () => {
    expectRule('record/unknown-shape', {
      marked: '⟦{⟧"text": "…"}\n',
      messages: [/no "messages"/],
      fixed: null,
    });
    expectRule('record/unknown-shape', {
      marked: ' ⟦["a"]⟧\n⟦5⟧\n⟦null⟧\n⟦"x"⟧\n',
      messages: [/an array/, /a number/, /null/, /a string/],
    });
    expectRule('record/unknown-shape', { marked: '{"messages": ⟦[ ]⟧}\n', messages: [/no messages/] });
    expectRule('record/unknown-shape', { marked: `${line()}\n`, messages: [] });
  });

  it('shows samples that hold none', () => {
    expectRule('record/unknown-shape', {
      format: 'vignette',
      marked: '⟦---⟧\nid: x\n---\n\n',
      messages: [/no messages/],
    });
    expectRule('record/unknown-shape', {
      format: 'vignette',
      marked: `---\n$json: ⟦'⟧{"text":"x"}'\n---\n`,
      messages: [/no "messages"/],
    });
  });
});

describe('record/missing-field', () => {
  it('shows messages without a role or content', () => {
    expectRule('record/missing-field', {
      marked: '{"messages": [⟦{⟧"role": "user"}, ⟦{⟧"content": "x"}, ⟦{⟧}, 5]}\n',
      messages: [/no "content"/, /no "role"/, /no "role" and "content"/],
      fixed: null,
    });
    expectRule('record/missing-field', { marked: `${line()}\n`, messages: [] });
  });
});

describe('record/wrong-type', () => {
  it('shows each field of the wrong type', () => {
    expectRule('record/wrong-type', {
      marked:
        '{"messages": [⟦5⟧, {"role": ⟦1⟧, "content": ⟦["x"]⟧}, {"role": "user", "content": ⟦null⟧}], "metadata": ⟦"m"⟧}\n',
      messages: [
        /messages\[0\]/,
        /"role" must be a string/,
        /not an array/,
        /not null/,
        /"metadata" must be an object/,
      ],
      fixed: null,
    });
    expectRule('record/wrong-type', {
      marked: '{"messages": ⟦{}⟧}\n',
      messages: [/"messages" must be an array/],
    });
    expectRule('record/wrong-type', { marked: `${line()}\n`, messages: [] });
  });
});

describe('record/unknown-role', () => {
  it('shows roles, and knows what some were meant to be', () => {
    expectRule('record/unknown-role', {
      marked: record(role('"⟦human⟧"', USER), role('"⟦gpt⟧"', ASSISTANT), role('"⟦tool⟧"', 'x')),
      messages: [/"human"/, /"gpt"/, /"tool"/],
      fixed: record(role('"user"', USER), role('"gpt"', ASSISTANT), role('"tool"', 'x')),
    });
    expectRule('record/unknown-role', {
      marked: record(role('"⟦⟧"', 'x'), role('"⟦tool⟧"', 'x')),
      messages: [/""/, /./],
      fixed: null,
    });
    expectRule('record/unknown-role', { marked: `${line({ system: 'Be exact.' })}\n`, messages: [] });
  });

  it('does not take the names of what all objects have for roles', () => {
    expectRule('record/unknown-role', {
      marked: record(role('"⟦constructor⟧"', 'x')),
      messages: [/./],
      fixed: null,
    });
  });
});

describe('record/role-order', () => {
  it('shows the first message that is out of turn', () => {
    expectRule('record/role-order', {
      marked: record(role('"⟦assistant⟧"', ASSISTANT), role('"user"', USER)),
      messages: [/of the user should stand here/],
      fixed: null,
    });
    expectRule('record/role-order', {
      marked: record(role('"user"', 'a'), role('"⟦user⟧"', 'b')),
      messages: [/of the assistant/],
    });
    expectRule('record/role-order', {
      marked: record(role('"user"', 'a'), role('"⟦system⟧"', 'b'), role('"assistant"', 'c')),
      messages: [/first or not at all/],
    });
    expectRule('record/role-order', {
      marked: record(role('"⟦user⟧"', 'a')),
      messages: [/last message must be/],
    });
    expectRule('record/role-order', {
      marked: record(role('"⟦system⟧"', 'a')),
      messages: [/last message must be/],
    });
    expectRule('record/role-order', { marked: `${line({ system: 'Be exact.' })}\n`, messages: [] });
  });

  it('points at the wrapper in a .vignette', () => {
    expectRule('record/role-order', {
      format: 'vignette',
      marked: '---\nid: x\n---\n⟦<assistant>⟧\na\n</assistant>\n\n<user>\nb\n</user>\n',
      messages: [/of the user/],
    });
  });
});

describe('record/empty-message', () => {
  it('shows the role of the message', () => {
    expectRule('record/empty-message', {
      marked: record(role('"user"', USER), role('"⟦assistant⟧"', ' \n')),
      messages: [/The assistant message is empty/],
      fixed: null,
    });
    expectRule('record/empty-message', {
      format: 'vignette',
      marked: '---\nid: x\n---\n⟦<user>⟧\n\n</user>\n',
      messages: [/user/],
    });
    expectInBoth('record/empty-message', { marked: messageLine({}), messages: [] });
  });
});
