import { leaksAnswer } from '../../../core/rules/question/leaks-answer';
import { check, checkGood } from '../ruleCases';

describe('question/leaks-answer', () => {
  it('reports the amount that is asked for', () => {
    check(leaksAnswer, {
      question: 'What median overall survival of ⟦14.5 months⟧ was reported?',
      answer: 'It was 14.5 months.',
    });
    check(leaksAnswer, { question: 'How many weeks, given ⟦two⟧?'.replace(/[⟦⟧]/g, ''), answer: '2.' });
  });

  it('reports the words of the answer', () => {
    check(leaksAnswer, {
      question: 'Why was it stopped, given that ⟦the platelet count fell below the limit⟧?',
      answer: 'The platelet count fell below the limit.',
    });
  });

  it('takes questions that need an amount, offer a choice or ask for something else', () => {
    checkGood(
      leaksAnswer,
      { question: 'Which drug was given at 20 mg?', answer: 'Panobinostat, at 20 mg.' },
      {
        question: 'What is the dose after the 25 % reduction of 20 mg?',
        answer: '15 mg, 25 % less than 20 mg.',
      },
      { question: 'What dose was given, 20 mg or 15 mg?', answer: '15 mg.' },
      { question: 'Did the dose of 20 mg hold, and what was it?', answer: 'Yes, 20 mg.' },
      { question: 'What was the dose on day 15?', answer: '20 mg.' },
      {
        question: 'What was the rate at the dose of 20 mg?',
        answer: 'The rate at the dose of 20 mg is not stated.',
      },
    );
  });
});
