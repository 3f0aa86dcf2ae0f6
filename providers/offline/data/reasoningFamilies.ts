/** Problems that are solved from the context in several steps. Equations stand as `a unit × b unit = c unit`. */
import type { Family } from './family';

export type ReasoningName =
  | 'doseByArea'
  | 'doseReduction'
  | 'percentToCount'
  | 'countToPercent'
  | 'survivalDifference'
  | 'eligible'
  | 'plateletsLow'
  | 'neutrophilsLow'
  | 'radiotherapyRemaining'
  | 'weeklySchedule'
  | 'cappedDose'
  | 'uncappedDose'
  | 'tumourResponse'
  | 'tumourNoResponse'
  | 'timeline'
  | 'doseEscalation'
  | 'doseIntensity'
  | 'evaluable'
  | 'infusion';

const CRITERIA = [
  'Eligibility for {trial} required an age of {ageMin} to {ageMax} years, an absolute neutrophil count of at least {ancMin}/µL and a platelet count of at least {plateletMin}/µL.',
  'Children could join {trial} if they were {ageMin} to {ageMax} years old and had at least {ancMin}/µL neutrophils and at least {plateletMin}/µL platelets.',
  'The entry criteria of {trial} were an age from {ageMin} to {ageMax} years, neutrophils of {ancMin}/µL or more and platelets of {plateletMin}/µL or more.',
] as const;

const COUNTS = [
  'At screening the {age}-year-old {child} had an absolute neutrophil count of {anc}/µL and a platelet count of {platelets}/µL.',
  'Screening blood of the {age}-year-old {child} showed {anc}/µL neutrophils and {platelets}/µL platelets.',
  'The {child}, aged {age} years, was screened with neutrophils of {anc}/µL and platelets of {platelets}/µL.',
] as const;

const ELIGIBILITY_QUESTIONS = [
  'Did this {child} meet the entry criteria of {trial}, and if not, which criterion failed?',
  'Was the {child} eligible for {trial} on the basis of age and blood counts?',
  'Checking age, neutrophils and platelets one by one, could the {child} enter {trial}?',
  'Which of the stated entry criteria of {trial}, if any, kept the {child} from joining?',
] as const;

export const REASONING_FAMILIES: readonly Family<ReasoningName>[] = [
  {
    name: 'doseByArea',
    about: 'case',
    facts: [
      [
        'The treatment plan prescribed oral {drug} at {dose} mg/m² once daily.',
        'Oral {drug} was dosed by body-surface area at {dose} mg/m² per day.',
        '{Drug} by mouth was ordered at {dose} mg/m² for each treatment day.',
        'The pharmacy prepared oral {drug} according to a daily dose of {dose} mg/m².',
      ],
      [
        'Body-surface area at the start of the cycle was {bsa} m².',
        "The {child}'s body-surface area was recorded as {bsa} m².",
        'Height and weight gave a body-surface area of {bsa} m².',
        'For all calculations a body-surface area of {bsa} m² was used.',
      ],
      [
        'Each cycle had {days} treatment days, followed by a pause.',
        'The drug was taken on {days} consecutive days per cycle.',
        'One cycle comprised {days} days of treatment.',
      ],
    ],
    questions: [
      'Before any rounding, how much {drug} was due per day and over one whole cycle?',
      'What were the daily dose of {drug} in milligrams and the total for a cycle, without rounding?',
      'How many milligrams of {drug} did the plan amount to on each day, and how many in a full cycle?',
      'Calculate the unrounded daily amount of {drug} and the amount needed for one cycle.',
    ],
    thinks: [
      'The dose is given per square metre, so it has to be multiplied by the body-surface area: {dose} mg/m² × {bsa} m² = {daily} mg. A cycle has {days} treatment days, which gives {daily} mg × {days} = {total} mg.',
      'Two steps are needed. Daily amount: {dose} mg/m² × {bsa} m² = {daily} mg. Amount per cycle, with {days} treatment days: {daily} mg × {days} = {total} mg.',
      'The plan states {dose} mg/m² per day and the body-surface area is {bsa} m². It follows that {dose} mg/m² × {bsa} m² = {daily} mg per day. Over {days} days this adds up: {daily} mg × {days} = {total} mg.',
    ],
    answers: [
      '{daily} mg of {drug} per day, which makes {total} mg over the {days} treatment days of a cycle.',
      'The daily dose was {daily} mg, and a cycle of {days} days required {total} mg of {drug}.',
      'Per day {daily} mg were due; over one cycle the total was {total} mg.',
    ],
  },
  {
    name: 'doseReduction',
    about: 'case',
    facts: [
      [
        'Treatment within {trial} began with {agent} at {start} mg per dose.',
        'As a participant of {trial}, the {child} started {agent} at {start} mg per dose.',
        'The starting dose of {agent} in {trial} was {start} mg.',
      ],
      [
        'The protocol lowers the dose of {agent} by {percent}% after any grade 3 {toxicity}.',
        'For grade 3 {toxicity}, the rules of {trial} demand a dose reduction of {percent}%.',
        'A reduction by {percent}% of the starting dose is mandatory when grade 3 {toxicity} occurs.',
      ],
      [
        'During the second cycle grade 3 {toxicity} was documented.',
        'The {child} developed grade 3 {toxicity} in the first cycle.',
        'At the third visit the investigators recorded grade 3 {toxicity}.',
      ],
    ],
    questions: [
      'At which dose should {agent} be continued under the rules of {trial}?',
      'What dose of {agent} follows from the protocol after this toxicity?',
      'By how many milligrams must {agent} be lowered, and which dose remains?',
      'Applying the dose rules of {trial}, what is the new dose of {agent}?',
    ],
    thinks: [
      'Grade 3 {toxicity} occurred, so the reduction of {percent}% applies to the starting dose of {start} mg. The reduction is {start} mg × {percent} / 100 = {cut} mg. What remains is {start} mg - {cut} mg = {rest} mg.',
      'The rule is triggered by grade 3 {toxicity}, which was recorded. {percent}% of the starting dose: {start} mg × {percent} / 100 = {cut} mg. New dose: {start} mg - {cut} mg = {rest} mg.',
      'Starting point: {start} mg. Trigger: grade 3 {toxicity}, present. Step down: {start} mg × {percent} / 100 = {cut} mg, hence {start} mg - {cut} mg = {rest} mg.',
    ],
    answers: [
      'The dose of {agent} has to be lowered by {cut} mg to {rest} mg.',
      '{rest} mg per dose, which is {cut} mg less than the starting dose of {start} mg.',
      'Under the protocol {agent} continues at {rest} mg, a step of {cut} mg down from {start} mg.',
    ],
  },
  {
    name: 'percentToCount',
    about: 'trial',
    facts: [
      [
        'A total of {n} children received at least one dose in {trial}.',
        '{trial} treated {n} children.',
        'The safety analysis of {trial} comprised {n} children.',
      ],
      [
        'Grade 3 or worse {toxicity} occurred in {percent}% of the treated children.',
        'Of the children treated, {percent}% had {toxicity} of grade 3 or higher.',
        '{Toxicity} reached grade 3 or more in {percent}% of those who were treated.',
      ],
      [
        'All these events resolved after the drug was paused.',
        'None of these events was fatal.',
        'The events were managed with supportive care.',
      ],
    ],
    quoted: [0, 1],
    questions: [
      'How many treated children had {toxicity} of at least grade 3, and how many did not?',
      'In numbers of children, how common was severe {toxicity} in {trial}?',
      'Convert the reported rate of severe {toxicity} into a number of children, and state how many were spared.',
      'How many participants of {trial} did and did not experience {toxicity} of grade 3 or above?',
    ],
    thinks: [
      'The rate refers to all {n} treated children. {n} × {percent} / 100 = {count}, so {count} children were affected. The others: {n} - {count} = {others}.',
      'The share of {percent}% has to be applied to {n} children: {n} × {percent} / 100 = {count}. The remaining children had no such event: {n} - {count} = {others}.',
      'Denominator: {n} treated children. Affected: {n} × {percent} / 100 = {count}. Not affected: {n} - {count} = {others}.',
    ],
    answers: [
      '{count} of the {n} children had {toxicity} of grade 3 or worse, and {others} did not.',
      'Severe {toxicity} affected {count} children; the other {others} of {n} were spared.',
      '{count} children were affected and {others} were not.',
    ],
  },
  {
    name: 'countToPercent',
    about: 'trial',
    facts: [
      [
        'Response could be assessed in {n} children.',
        'Of all participants of {trial}, {n} had measurable disease and a second scan.',
        'The response analysis included {n} children.',
      ],
      [
        'An objective response was confirmed in {count} of them.',
        '{count} of these children had a confirmed objective response.',
        'Central review confirmed an objective response in {count} of these children.',
      ],
      [
        'The study was to be called active if at least {threshold}% responded.',
        'The protocol required a response rate of at least {threshold}% to call {agent} active.',
        'A response rate of {threshold}% or more had been set as the limit for further development.',
      ],
    ],
    questions: [
      'What was the objective response rate in percent, and did it reach the limit set beforehand?',
      'Did {agent} reach the response rate that {trial} had set, and what was the observed rate?',
      'Compute the observed response rate of {trial} and compare it with the required one.',
    ],
    thinks: [
      '{count} of {n} children responded: {count} / {n} = {ratio}, and {ratio} × 100% = {percent}%. The limit is {threshold}%. {Comparison}.',
      'The rate is the number of responders over the number assessed. {count} / {n} = {ratio}; {ratio} × 100% = {percent}%. This is to be compared with {threshold}%. {Comparison}.',
      'Responders divided by assessed children: {count} / {n} = {ratio}. In percent: {ratio} × 100% = {percent}%. Required were {threshold}%. {Comparison}.',
    ],
    answers: [
      'The response rate was {percent}%; {comparison}.',
      '{count} of {n} children responded, a rate of {percent}%. {Comparison}.',
      'With a rate of {percent}% against the required {threshold}%, {comparison}.',
    ],
  },
  {
    name: 'survivalDifference',
    about: 'trial',
    without: ['endpoint'],
    facts: [
      [
        'Median overall survival was {longer} months with {agent} plus radiotherapy.',
        'Children who received {agent} in addition to radiotherapy had a median overall survival of {longer} months.',
        'In the {agent} arm of {trial}, median overall survival reached {longer} months.',
      ],
      [
        'With radiotherapy alone, median overall survival was {shorter} months.',
        'The control arm, treated with radiotherapy alone, had a median overall survival of {shorter} months.',
        'Children in the radiotherapy-only arm had a median overall survival of {shorter} months.',
      ],
      [
        'Before the study began, the investigators had defined a difference of at least {needed} months as clinically relevant.',
        'A gain of {needed} months or more in the median was regarded as clinically relevant by the protocol.',
        'The protocol considered a difference in medians relevant from {needed} months onwards.',
      ],
    ],
    questions: [
      'By how many months did the medians differ, and did the difference reach the limit of the protocol?',
      'Was the survival difference between the arms of {trial} clinically relevant by its own definition?',
      'How large was the difference in median overall survival, and is it relevant as the protocol defines it?',
    ],
    thinks: [
      'The arms differ by {longer} months - {shorter} months = {difference} months. The protocol asks for {needed} months. {Comparison}.',
      'Subtracting the control median from the other: {longer} months - {shorter} months = {difference} months. The limit is {needed} months. {Comparison}.',
      'Both medians are stated. Their difference: {longer} months - {shorter} months = {difference} months. Against the limit of {needed} months, {comparison}.',
    ],
    answers: [
      'The medians differed by {difference} months; {comparison}.',
      'Median overall survival was {difference} months longer with {agent}. {Comparison}.',
      'The difference was {difference} months. With a limit of {needed} months, {comparison}.',
    ],
  },
  {
    name: 'eligible',
    about: 'case',
    facts: [CRITERIA, COUNTS],
    questions: ELIGIBILITY_QUESTIONS,
    thinks: [
      'Age: {age} years lies between {ageMin} and {ageMax} years. Neutrophils: {anc}/µL is at least {ancMin}/µL. Platelets: {platelets}/µL is at least {plateletMin}/µL. All criteria are met.',
      'There are three criteria. The age of {age} years is within {ageMin} to {ageMax} years. The neutrophils of {anc}/µL are not below {ancMin}/µL. The platelets of {platelets}/µL are not below {plateletMin}/µL. The {child} qualifies.',
    ],
    answers: [
      'Yes. The {child} met every criterion: age {age} years, neutrophils {anc}/µL and platelets {platelets}/µL.',
      'The {child} was eligible, because age, neutrophils ({anc}/µL) and platelets ({platelets}/µL) all satisfied the criteria.',
      'Every criterion was fulfilled, so the {child} could enter {trial}.',
    ],
  },
  {
    name: 'plateletsLow',
    about: 'case',
    facts: [CRITERIA, COUNTS],
    questions: ELIGIBILITY_QUESTIONS,
    thinks: [
      'Age: {age} years lies between {ageMin} and {ageMax} years. Neutrophils: {anc}/µL is at least {ancMin}/µL. Platelets: {platelets}/µL is below {plateletMin}/µL. One criterion fails, so the {child} is not eligible.',
      'The criteria are checked in turn. The age of {age} years fits the range. The neutrophils of {anc}/µL reach the minimum of {ancMin}/µL. The platelets of {platelets}/µL fall short of {plateletMin}/µL, which excludes the {child}.',
    ],
    answers: [
      'No. The platelet count of {platelets}/µL was below the required {plateletMin}/µL; age and neutrophils met the criteria.',
      'The {child} was not eligible, because {platelets}/µL platelets are fewer than the required {plateletMin}/µL.',
      'Only the platelet criterion failed: {platelets}/µL instead of at least {plateletMin}/µL.',
    ],
  },
  {
    name: 'neutrophilsLow',
    about: 'case',
    facts: [CRITERIA, COUNTS],
    questions: ELIGIBILITY_QUESTIONS,
    thinks: [
      'Age: {age} years lies between {ageMin} and {ageMax} years. Neutrophils: {anc}/µL is below {ancMin}/µL. Platelets: {platelets}/µL is at least {plateletMin}/µL. The neutrophil criterion fails, so the {child} is not eligible.',
      'The age of {age} years is within the range, and the platelets of {platelets}/µL are sufficient, as {plateletMin}/µL are required. The neutrophils of {anc}/µL are fewer than {ancMin}/µL, and that alone excludes the {child}.',
    ],
    answers: [
      'No. With {anc}/µL the neutrophils were below the required {ancMin}/µL; the other criteria were met.',
      'The {child} was not eligible: the neutrophil count of {anc}/µL did not reach {ancMin}/µL.',
      'The neutrophil criterion failed, at {anc}/µL instead of at least {ancMin}/µL.',
    ],
  },
  {
    name: 'radiotherapyRemaining',
    about: 'case',
    facts: [
      [
        'Focal radiotherapy was planned in {fractions} fractions of {perFraction} Gy.',
        'The plan for the pons comprised {fractions} fractions of {perFraction} Gy each.',
        'Radiotherapy was prescribed as {fractions} daily fractions, {perFraction} Gy per fraction.',
      ],
      [
        'After {done} fractions treatment was interrupted because of {reason}.',
        'An interruption due to {reason} followed the fraction number {done}.',
        '{Reason} led to a break once {done} fractions had been given.',
      ],
      [
        'The remaining fractions were given later without any change of dose.',
        'Treatment was later completed as planned.',
        'The course was resumed and finished with the same fraction size.',
      ],
    ],
    quoted: [0, 1],
    questions: [
      'Which dose had been delivered at the interruption, and which dose was still to be given?',
      'How many gray were left to deliver when radiotherapy was interrupted?',
      'Work out the planned total dose, the dose given before the break and the dose that remained.',
      'How was the planned radiation dose divided between the time before and after the interruption?',
    ],
    thinks: [
      'Planned in total: {fractions} × {perFraction} Gy = {planned} Gy. Delivered before the break: {done} × {perFraction} Gy = {delivered} Gy. Still to come: {planned} Gy - {delivered} Gy = {remaining} Gy.',
      'Each fraction contributes {perFraction} Gy. The whole course is {fractions} × {perFraction} Gy = {planned} Gy, the part before the interruption {done} × {perFraction} Gy = {delivered} Gy. The difference is {planned} Gy - {delivered} Gy = {remaining} Gy.',
    ],
    answers: [
      '{delivered} Gy of the planned {planned} Gy had been delivered, so {remaining} Gy remained.',
      'Before the break the {child} received {delivered} Gy; {remaining} Gy were left of {planned} Gy.',
      'Of {planned} Gy in total, {delivered} Gy came before and {remaining} Gy after the interruption.',
    ],
  },
  {
    name: 'weeklySchedule',
    about: 'case',
    facts: [
      [
        'Within {trial}, {agent} was taken at {dose} mg per dose.',
        'Each dose of {agent} in {trial} was {dose} mg.',
        'The {child} received {agent} in single doses of {dose} mg as part of {trial}.',
      ],
      [
        'Doses were scheduled on {perWeek} days of every week.',
        'The schedule called for {perWeek} doses a week.',
        'There were {perWeek} dosing days in each week.',
      ],
      [
        'Treatment lasted {weeks} weeks without a missed dose.',
        'No dose was missed during the {weeks} weeks of treatment.',
        'The {child} completed {weeks} weeks, and every dose was taken.',
      ],
    ],
    questions: [
      'What cumulative amount of {agent} did the {child} take?',
      'How much {agent} was taken per week, and how much in total?',
      'Add up the exposure: how many milligrams of {agent} were taken over the whole treatment?',
      'What was the total dose of {agent} at the end of treatment?',
    ],
    thinks: [
      'Per week: {dose} mg × {perWeek} = {weekly} mg. Over {weeks} weeks, as no dose was missed: {weekly} mg × {weeks} = {total} mg.',
      'With {perWeek} doses of {dose} mg a week, the weekly amount is {dose} mg × {perWeek} = {weekly} mg. {weeks} weeks were completed, hence {weekly} mg × {weeks} = {total} mg.',
      'All doses were taken, so the schedule can be multiplied out. Weekly: {dose} mg × {perWeek} = {weekly} mg. In total: {weekly} mg × {weeks} = {total} mg.',
    ],
    answers: [
      '{total} mg in total, at {weekly} mg per week.',
      'The {child} took {weekly} mg of {agent} a week, which came to {total} mg over {weeks} weeks.',
      'The cumulative dose of {agent} was {total} mg.',
    ],
  },
  {
    name: 'cappedDose',
    about: 'case',
    facts: [
      [
        'The protocol of {trial} gives {agent} at {perKg} mg/kg.',
        'In {trial}, the dose of {agent} is {perKg} mg/kg of body weight.',
        '{Agent} was dosed by weight, at {perKg} mg/kg.',
      ],
      [
        'No single dose may exceed {cap} mg.',
        'Single doses are capped at {cap} mg.',
        'The largest permitted single dose is {cap} mg.',
      ],
      [
        'At the start of treatment the {child} weighed {weight} kg.',
        'The weight before the first dose was {weight} kg.',
        'A body weight of {weight} kg was recorded on the first day.',
      ],
    ],
    questions: [
      'Which single dose of {agent} was this {child} to receive?',
      'What dose of {agent} do the rules of the protocol give for this {child}?',
      'Taking weight and upper limit into account, how much {agent} was due per dose?',
    ],
    thinks: [
      'By weight the dose would be {perKg} mg/kg × {weight} kg = {byWeight} mg. This is more than the cap of {cap} mg, so the cap applies.',
      'Weight-based dose: {perKg} mg/kg × {weight} kg = {byWeight} mg. Upper limit: {cap} mg. As {byWeight} mg exceeds {cap} mg, the limit decides.',
    ],
    answers: [
      '{cap} mg, because the weight-based dose of {byWeight} mg exceeds the cap.',
      'The {child} was to receive {cap} mg per dose; the calculated {byWeight} mg was over the limit.',
      'The upper limit applied: {cap} mg instead of {byWeight} mg.',
    ],
  },
  {
    name: 'uncappedDose',
    about: 'case',
    facts: [
      [
        'Dosing of {agent} in {trial} follows body weight, with {perKg} mg/kg.',
        'Children in {trial} receive {perKg} mg/kg of {agent}.',
        'The weight-based dose of {agent} was {perKg} mg/kg.',
      ],
      [
        'Doses above {cap} mg are not allowed.',
        'An upper limit of {cap} mg per dose applies to every child.',
        'The protocol sets a maximum of {cap} mg for one dose.',
      ],
      [
        'On the day of the first dose the {child} weighed {weight} kg.',
        'The scales showed {weight} kg before treatment.',
        'Body weight at enrolment was {weight} kg.',
      ],
    ],
    questions: [
      'How many milligrams of {agent} were due per dose?',
      'What single dose of {agent} results for this {child}, and does the upper limit matter?',
      'Does the dose calculated from the weight stay below the permitted maximum, and what is it?',
    ],
    thinks: [
      'By weight: {perKg} mg/kg × {weight} kg = {byWeight} mg. The limit of {cap} mg is not reached, so the calculated dose stands.',
      'The calculation gives {perKg} mg/kg × {weight} kg = {byWeight} mg. Since {byWeight} mg is less than {cap} mg, the limit does not change it.',
    ],
    answers: [
      '{byWeight} mg per dose, which is below the limit of {cap} mg.',
      'The dose was {byWeight} mg; the maximum of {cap} mg did not come into play.',
      'The {child} was to receive {byWeight} mg of {agent}.',
    ],
  },
  {
    name: 'tumourResponse',
    about: 'case',
    without: ['imaging'],
    facts: [
      [
        'Before treatment the product of the two largest perpendicular diameters was {before} mm².',
        'The baseline product of perpendicular diameters of the pontine lesion was {before} mm².',
        'At baseline the lesion had a product of diameters of {before} mm².',
      ],
      [
        'At the first follow-up the product was {after} mm².',
        'The follow-up MRI gave a product of {after} mm².',
        'On the next scan the same measurement was {after} mm².',
      ],
      [
        'The protocol of {trial} defines a partial response as a decrease of at least {threshold}% from baseline.',
        'In {trial}, a decrease by {threshold}% or more from baseline counts as a partial response.',
        'A partial response requires that the product falls by at least {threshold}% according to {trial}.',
      ],
    ],
    questions: [
      'By what percentage did the lesion change, and is this a partial response in {trial}?',
      'Does the change between the two scans count as a partial response under the protocol?',
      'How would {trial} classify the change of the lesion, and how large was it in percent?',
    ],
    thinks: [
      'The product fell by {before} mm² - {after} mm² = {change} mm². Relative to baseline: {change} / {before} = {ratio}, and {ratio} × 100% = {percent}%. A decrease of {percent}% is at least {threshold}%, so the definition is met.',
      'Absolute change: {before} mm² - {after} mm² = {change} mm². As a share: {change} / {before} = {ratio}. In percent: {ratio} × 100% = {percent}%. The threshold of {threshold}% is reached.',
    ],
    answers: [
      'The product fell by {percent}%, which is a partial response by the definition of {trial}.',
      'Yes: with a decrease of {percent}% the threshold of {threshold}% was reached.',
      'A decrease of {percent}%, hence a partial response.',
    ],
  },
  {
    name: 'tumourNoResponse',
    about: 'case',
    without: ['imaging'],
    facts: [
      [
        'The lesion measured {before} mm² as the product of perpendicular diameters at the start.',
        'A product of diameters of {before} mm² was measured on the planning MRI.',
        'The first scan gave a product of perpendicular diameters of {before} mm².',
      ],
      [
        'Eight weeks later the measurement was {after} mm².',
        'The second scan gave {after} mm².',
        'At reassessment the product had become {after} mm².',
      ],
      [
        'Only a decrease of {threshold}% or more qualifies as a partial response in {trial}.',
        'The response criteria of {trial} demand a decrease of no less than {threshold}%.',
        '{trial} calls a decrease a partial response from {threshold}% onwards.',
      ],
    ],
    questions: [
      'Was the shrinkage of the lesion enough for a partial response in {trial}?',
      'How large was the decrease in percent, and does it satisfy the response criteria?',
      'Compare the change of the lesion with the response threshold of {trial}.',
    ],
    thinks: [
      'Decrease: {before} mm² - {after} mm² = {change} mm². Share of the first value: {change} / {before} = {ratio}; {ratio} × 100% = {percent}%. As {percent}% is less than {threshold}%, the criterion is not met.',
      'From {before} mm² to {after} mm² the product fell by {before} mm² - {after} mm² = {change} mm². {change} / {before} = {ratio} and {ratio} × 100% = {percent}%, so the decrease is short of {threshold}%.',
    ],
    answers: [
      'No. The product fell by {percent}%, less than the required {threshold}%.',
      'The decrease was {percent}% and did not qualify, as {threshold}% are needed.',
      'With {percent}% the change stayed below the threshold of {threshold}%.',
    ],
  },
  {
    name: 'timeline',
    about: 'case',
    facts: [
      [
        'Radiotherapy began {wait} weeks after the diagnosis.',
        'The first fraction was given {wait} weeks after diagnosis.',
        'Between diagnosis and the start of radiotherapy {wait} weeks passed.',
      ],
      [
        'Radiotherapy took {course} weeks.',
        'The course of radiotherapy lasted {course} weeks.',
        'After {course} weeks radiotherapy was complete.',
      ],
      [
        'Progression was seen on MRI {free} weeks after the end of radiotherapy.',
        'The disease progressed {free} weeks after the last fraction.',
        'From the end of radiotherapy to progression {free} weeks went by.',
      ],
    ],
    questions: [
      'How long after the diagnosis did the disease progress?',
      'How many weeks lay between diagnosis and progression?',
      'What was the time from diagnosis to progression in weeks?',
      'Counting from the diagnosis, in which week was progression seen?',
    ],
    thinks: [
      'The intervals follow one another. Diagnosis to end of radiotherapy: {wait} weeks + {course} weeks = {first} weeks. To progression: {first} weeks + {free} weeks = {total} weeks.',
      'Three consecutive intervals have to be added. {wait} weeks + {course} weeks = {first} weeks, and {first} weeks + {free} weeks = {total} weeks.',
    ],
    answers: [
      '{total} weeks after the diagnosis.',
      'Progression was seen {total} weeks after diagnosis, {free} weeks of which followed radiotherapy.',
      'The time from diagnosis to progression was {total} weeks.',
    ],
  },
  {
    name: 'doseEscalation',
    about: 'trial',
    without: ['endpoint'],
    facts: [
      [
        'At {low} mg/m², none of 3 children had a dose-limiting toxicity.',
        'No dose-limiting toxicity occurred among the 3 children treated at {low} mg/m².',
        'The 3 children at {low} mg/m² had no dose-limiting toxicity.',
      ],
      [
        'At {middle} mg/m², dose-limiting toxicity occurred in 1 of 6 children.',
        'Of 6 children treated at {middle} mg/m², 1 had a dose-limiting toxicity.',
        'The level of {middle} mg/m² saw 1 dose-limiting toxicity among 6 children.',
      ],
      [
        'At {high} mg/m², dose-limiting toxicity occurred in {bad} of 6 children.',
        'Of 6 children treated at {high} mg/m², {bad} had a dose-limiting toxicity.',
        'The level of {high} mg/m² saw {bad} dose-limiting toxicities among 6 children.',
      ],
      [
        'The maximum tolerated dose was defined as the highest level at which fewer than 2 of 6 children had a dose-limiting toxicity.',
        'By definition, the maximum tolerated dose was the highest level with dose-limiting toxicity in fewer than 2 of 6 children.',
      ],
    ],
    questions: [
      'Which dose level was the maximum tolerated dose of {agent}?',
      'What maximum tolerated dose of {agent} follows from the results of {trial}?',
      'Apply the definition of {trial}: at which level did {agent} reach its maximum tolerated dose?',
    ],
    thinks: [
      'At {high} mg/m² there were {bad} dose-limiting toxicities among 6 children, which is not fewer than 2, so this level is too high. At {middle} mg/m² there was 1 among 6, which satisfies the definition. No level between them was tested.',
      'The definition asks for the highest level with fewer than 2 of 6. The level {high} mg/m² had {bad} of 6 and fails. The level below, {middle} mg/m², had 1 of 6 and satisfies it; {low} mg/m² is lower still.',
    ],
    answers: [
      '{middle} mg/m², the highest level with fewer than 2 dose-limiting toxicities among 6 children.',
      'The maximum tolerated dose of {agent} was {middle} mg/m², since {high} mg/m² had {bad} dose-limiting toxicities among 6 children.',
      'It was {middle} mg/m².',
    ],
  },
  {
    name: 'doseIntensity',
    about: 'case',
    facts: [
      [
        'The plan of {trial} foresaw {planned} mg of {agent} in the first cycle.',
        'Over the first cycle {planned} mg of {agent} were planned in {trial}.',
        'Per protocol, the first cycle of {trial} contained {planned} mg of {agent}.',
      ],
      [
        'Because of {toxicity}, only {given} mg were actually taken.',
        'The {child} took {given} mg, as some doses were omitted for {toxicity}.',
        'After omissions for {toxicity} the amount taken was {given} mg.',
      ],
      [
        'Relative dose intensity, the share of the planned amount that was taken, should be at least {threshold}%.',
        'The protocol aims at a relative dose intensity (amount taken over amount planned) of at least {threshold}%.',
      ],
    ],
    questions: [
      'What was the relative dose intensity of the first cycle, and did it reach the aim?',
      'Did the {child} reach the intended relative dose intensity of {agent}?',
      'Calculate the relative dose intensity and compare it with the target of the protocol.',
    ],
    thinks: [
      'Taken over planned: {given} / {planned} = {ratio}, and {ratio} × 100% = {percent}%. The aim is {threshold}%. {Comparison}.',
      'By the definition in the text, {given} / {planned} = {ratio}. In percent this is {ratio} × 100% = {percent}%. Compared with {threshold}%, {comparison}.',
    ],
    answers: [
      'The relative dose intensity was {percent}%; {comparison}.',
      '{percent}% of the planned amount was taken. {Comparison}.',
    ],
  },
  {
    name: 'evaluable',
    about: 'trial',
    facts: [
      [
        '{trial} enrolled {n} children.',
        'Enrolment in {trial} closed with {n} children.',
        '{n} children joined {trial}.',
      ],
      [
        'Consent was withdrawn for {withdrawn} of them before the first dose.',
        'Before treatment began, {withdrawn} families withdrew.',
        'Of the children enrolled, {withdrawn} left the study before the first dose.',
      ],
      [
        'A further {ineligible} turned out to be ineligible on central pathology review.',
        'Central review excluded another {ineligible} children.',
        'Another {ineligible} children were excluded after review of their tissue.',
      ],
      [
        'All others were evaluable for the primary endpoint.',
        'Every remaining child could be evaluated.',
        'The analysis set consists of all remaining children.',
      ],
    ],
    questions: [
      'How many children could be evaluated in {trial}?',
      'What is the size of the analysis set of {trial}?',
      'After withdrawals and exclusions, how many children remained for the analysis?',
    ],
    thinks: [
      'Enrolled were {n}. After the withdrawals: {n} - {withdrawn} = {left}. After the exclusions: {left} - {ineligible} = {count}. All of these were evaluable.',
      'Two groups have to be taken off. {n} - {withdrawn} = {left}, then {left} - {ineligible} = {count}.',
    ],
    answers: [
      '{count} of the {n} enrolled children.',
      'The analysis set comprised {count} children.',
      '{count} children remained, after {withdrawn} withdrawals and {ineligible} exclusions.',
    ],
  },
  {
    name: 'infusion',
    about: 'trial',
    facts: [
      [
        'Convection-enhanced delivery in {trial} infused {agent} at {rate} µL/min.',
        '{Agent} was infused into the pons at a rate of {rate} µL/min in {trial}.',
        'The catheter delivered {agent} at {rate} µL/min.',
      ],
      [
        'Each infusion ran for {minutes} minutes.',
        'The pump was stopped after {minutes} minutes.',
        'One infusion took {minutes} minutes.',
      ],
      [
        'The concentration of {agent} in the infusate was {concentration} µg/µL.',
        'Every microlitre of infusate contained {concentration} µg of {agent}.',
        'The infusate held {agent} at {concentration} µg/µL.',
      ],
    ],
    questions: [
      'Which volume and which amount of {agent} did one infusion deliver?',
      'How many microlitres were infused each time, and how much {agent} did they contain?',
      'Determine the infused volume and the amount of {agent} per infusion.',
    ],
    thinks: [
      'Volume: {rate} µL/min × {minutes} min = {volume} µL. Amount: {concentration} µg/µL × {volume} µL = {amount} µg.',
      'Rate times duration gives the volume, {rate} µL/min × {minutes} min = {volume} µL. Concentration times volume gives the amount, {concentration} µg/µL × {volume} µL = {amount} µg.',
    ],
    answers: [
      'One infusion delivered {volume} µL, which contained {amount} µg of {agent}.',
      '{volume} µL per infusion, with {amount} µg of {agent}.',
    ],
  },
];
