import assert from 'node:assert/strict';
import type { TeacherOutput } from '../../core/generate/teacherOutput';
import { type Archetype, GENERATED_ARCHETYPES } from '../../core/sample/archetype';
import { samplesOf } from './samples';

const SEEDS = [0, 1, 20_251_204, 0xffffffff];

const NUMBER = /\d+(?:[.,]\d+)*/g;
const UNIT = String.raw`(?:%| (?:mg/m²|mg/kg|µL/min|µg/µL|mm²|m²|mg|kg|Gy|months|weeks|min|µL|µg)(?![\w/²]))?`;
const OPERAND = String.raw`\d+(?:\.\d+)?${UNIT}`;
const EQUATION = new RegExp(`(${OPERAND}(?: [-+×/] ${OPERAND})+) = (${OPERAND})(?![\\d.]*\\d)`, 'g');

function numbers(text: string): string[] {
  return text.match(NUMBER) ?? [];
}

/** Evaluates `a op b op c`, products before sums. */
function evaluate(expression: string): number {
  const plain = expression.replace(new RegExp(`(\\d)${UNIT}`, 'g'), '$1');
  const terms = plain.split(/ (?=[-+] )/);
  return terms.reduce((sum, term) => {
    const sign = term.startsWith('- ') ? -1 : 1;
    const [first = '', ...rest] = term.replace(/^[-+] /, '').split(/ (?=[×/] )/);
    const value = rest.reduce((product, factor) => {
      const operand = Number(factor.slice(2));
      return factor.startsWith('×') ? product * operand : product / operand;
    }, Number(first));
    return sum + sign * value;
  }, 0);
}

function eachSample(archetype: Archetype, check: (sample: TeacherOutput) => void): void {
  for (const seed of SEEDS) {
    for (const [index, sample] of samplesOf(archetype, seed).entries()) {
      try {
        check(sample);
      } catch (cause) {
        throw new Error(
          `${archetype}, seed ${seed}, index ${index}: ${JSON.stringify(sample, undefined, 1)}`,
          { cause },
        );
      }
    }
  }
}

describe('evaluate, the judge of equations in these tests', () => {
  it('knows right from wrong', () => {
    assert.equal(evaluate('200 mg/m² × 0.5 m²'), 100);
    assert.equal(evaluate('40 × 25 / 100'), 10);
    assert.equal(evaluate('9.5 months - 9 months'), 0.5);
    assert.equal(evaluate('0.5 × 100%'), 50);
  });
});

describe('samples of the offline teacher', () => {
  for (const archetype of GENERATED_ARCHETYPES) {
    describe(archetype, () => {
      it('quotes whole sentences of the context, verbatim', () => {
        eachSample(archetype, ({ source, proof }) => {
          assert.ok(proof.length > 0);
          assert.equal(new Set(proof).size, proof.length);
          for (const quote of proof) {
            assert.ok(source.includes(quote), quote);
            assert.ok(quote.length > 20, quote);
            assert.match(quote, /^[^a-z].*\.$/s);
            assert.doesNotMatch(quote, /\n/);
          }
        });
      });

      it('has every number of the answer in the context, or worked out in the thinking', () => {
        eachSample(archetype, ({ source, think, answer }) => {
          const known = new Set(numbers(archetype === 'reasoning' ? `${source} ${think}` : source));
          for (const number of numbers(answer)) assert.ok(known.has(number), number);
        });
      });

      it('writes equations that hold exactly, and nothing else with an equals sign', () => {
        eachSample(archetype, ({ think }) => {
          const equations = [...think.matchAll(EQUATION)];
          assert.equal(equations.length, think.split('=').length - 1);
          for (const [, left = '', right = ''] of equations) {
            assert.ok(Math.abs(evaluate(left) - Number.parseFloat(right)) < 1e-9, `${left} = ${right}`);
          }
        });
      });

      it('uses the numbers of the context and its own results in equations, and no others', () => {
        eachSample(archetype, ({ source, think }) => {
          const known = new Set([...numbers(source), '100']);
          for (const [, left = '', right = ''] of think.matchAll(EQUATION)) {
            for (const number of numbers(left)) assert.ok(known.has(number), `${number} in ${left}`);
            for (const number of numbers(right)) known.add(number);
          }
        });
      });

      it('keeps to the style: no tags, ellipses, hesitation, slots left open, double spaces or personal data', () => {
        eachSample(archetype, ({ source, question, think, proof, answer }) => {
          for (const text of [source, question, think, answer, ...proof]) {
            assert.doesNotMatch(text, /[<>{}…]|\.\.|undefined|NaN| {2}|\ba (?:8|11)-year/);
            assert.doesNotMatch(
              text,
              /@|\b\d{3}[- ]\d{3,4}[- ]\d{4}\b|\bMRN\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b/,
            );
            assert.equal(text, text.trim());
            assert.match(text, /[.?]$/);
          }
          assert.doesNotMatch(think, /\b(?:wait|hmm|actually|let me)\b/i);
        });
      });

      it('does not give the answer away in the question', () => {
        eachSample(archetype, ({ question, answer }) => {
          assert.ok(!question.includes(answer.replace(/\.$/, '')));
          assert.match(question, /^[A-Z]/);
        });
      });
    });
  }

  it('refusals name their reason and abstain', () => {
    const reasons = { missing: 0, conflict: 0 };
    eachSample('refusal', ({ think, answer }) => {
      const missing = think.includes('Missing information');
      const conflict = think.includes('Conflict detected');
      assert.notEqual(missing, conflict);
      reasons[missing ? 'missing' : 'conflict']++;
      assert.match(
        answer,
        /cannot be (?:determined|answered)|The context does not|is not stated in the context|not enough information/,
      );
    });
    assert.ok(Math.min(reasons.missing, reasons.conflict) > 300, JSON.stringify(reasons));
  });

  it('refusals for a conflict quote both sides', () => {
    eachSample('refusal', ({ think, proof }) => {
      if (think.includes('Conflict detected')) assert.ok(proof.length >= 2);
    });
  });

  it('reasoning never abstains and names no missing fact', () => {
    eachSample('reasoning', ({ think, answer }) => {
      assert.doesNotMatch(think, /Missing information|Conflict detected/);
      assert.doesNotMatch(answer, /cannot|not stated|not contain|unknown|context/);
    });
  });

  it('reasoning takes at least two facts', () => {
    eachSample('reasoning', ({ proof }) => assert.ok(proof.length >= 2));
  });

  it('needles are one or two sentences on one line, and the answer is one of their values', () => {
    eachSample('haystack', ({ source, answer }) => {
      assert.doesNotMatch(source, /\n/);
      assert.ok(source.split(/\.(?= |$)/).filter((part) => part !== '').length <= 2);
      assert.match(answer, /\d/);
    });
  });

  it('anti_knowledge declines, says so in the thinking, and shares no subject with the context', () => {
    eachSample('anti_knowledge', ({ source, question, think, answer }) => {
      assert.match(answer, /context/);
      assert.match(answer, /does not (?:contain|mention)|not provided/);
      assert.match(think, /does not contain|not in the context/);
      assert.doesNotMatch(question, /\d/);
      const asked = question.match(/\b[A-Z][a-z]{3,}\b/g)?.slice(1) ?? [];
      for (const word of asked) assert.ok(!source.includes(word), word);
    });
  });
});
