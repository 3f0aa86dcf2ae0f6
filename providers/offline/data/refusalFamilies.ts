/**
 * Traps. In a `missing` family the context tells everything but the fact that is asked for; in a `conflict`
 * family two sources state different values. Answers abstain and hold no number that the context lacks.
 */
import type { Family } from './family';

export type RefusalName =
  | 'noArea'
  | 'noDose'
  | 'noControl'
  | 'notReached'
  | 'noMarker'
  | 'noPlatelets'
  | 'noFractions'
  | 'noWeight'
  | 'noCauseOfDelay'
  | 'noSecondScan'
  | 'sizeConflict'
  | 'markerConflict'
  | 'radiationConflict'
  | 'enrolmentConflict'
  | 'doseConflict'
  | 'survivalConflict'
  | 'readingConflict'
  | 'gradeConflict'
  | 'fractionConflict';

export const REFUSAL_FAMILIES: readonly Family<RefusalName>[] = [
  {
    name: 'noArea',
    about: 'case',
    facts: [
      [
        'Within {trial}, {agent} was prescribed at {dose} mg/m² once daily.',
        'The daily dose of {agent} in {trial} was set at {dose} mg/m².',
        '{Agent} was given as part of {trial}, at {dose} mg/m² per day.',
      ],
      [
        'The pharmacist calculated the absolute dose and noted it in a separate file.',
        'The dose in milligrams was written on a chart that is not part of this report.',
        'The family received a printed plan with the number of capsules.',
      ],
    ],
    questions: [
      'How many milligrams of {agent} did the {child} take each day?',
      'What was the absolute daily dose of {agent} for this {child}?',
      'Calculate the daily amount of {agent} in milligrams.',
    ],
    thinks: [
      'The dose is stated as {dose} mg/m² per day. To turn it into milligrams, the body-surface area of the {child} is needed, or the dose that was calculated. Neither is given. Missing information: body-surface area. The amount has to stay open.',
      'Missing information: the context gives {dose} mg/m² per day, but neither a body-surface area nor height and weight from which it could follow. Without it no amount in milligrams can be derived.',
    ],
    answers: [
      'The daily amount in milligrams cannot be determined from the context, because the body-surface area is not given.',
      'This cannot be answered: the context states {dose} mg/m² per day but no body-surface area.',
      'There is not enough information. The context does not state the body-surface area that the calculation needs.',
    ],
  },
  {
    name: 'noDose',
    about: 'case',
    facts: [
      [
        'After radiotherapy the {child} started {agent} as part of {trial}.',
        'The {child} joined {trial} and began treatment with {agent}.',
        'Treatment continued with {agent} within {trial}.',
      ],
      [
        'The capsules were taken in the morning and were well tolerated.',
        'The drug was taken by mouth in the evening, and no dose was missed.',
        'Apart from mild {toxicity}, the drug was tolerated well.',
      ],
    ],
    questions: [
      'What dose of {agent} was the {child} given?',
      'At which dose was {agent} taken in this case?',
      'How many milligrams of {agent} did the {child} receive?',
    ],
    thinks: [
      'The context says that {agent} was started within {trial} and how it was tolerated. It says nothing about the dose. Missing information: the dose of {agent}.',
      'The question asks for a dose. The sentences about {agent} describe when it was started and how it was taken, and no amount. Missing information: the dose of {agent}. It must not be guessed.',
    ],
    answers: [
      'The dose of {agent} is not stated in the context, so the question cannot be answered.',
      'It cannot be determined from the context at which dose {agent} was given.',
      'The context does not provide the dose of {agent}.',
    ],
  },
  {
    name: 'noControl',
    about: 'trial',
    without: ['endpoint'],
    facts: [
      [
        'Children were assigned to radiotherapy with {agent} or to radiotherapy alone.',
        'One arm received {agent} with radiotherapy, the control arm radiotherapy alone.',
        'The two arms of {trial} were radiotherapy with {agent} and radiotherapy alone.',
      ],
      [
        'Median overall survival with {agent} was {survival} months.',
        'In the arm with {agent}, median overall survival was {survival} months.',
        'Children who received {agent} had a median overall survival of {survival} months.',
      ],
      [
        'The result of the control arm will be reported separately.',
        'Data of the control arm were still being checked at the time of this report.',
        'The authors did not report the outcome of the control arm.',
      ],
    ],
    questions: [
      'By how many months did {agent} prolong median overall survival compared with radiotherapy alone?',
      'What was the difference in median overall survival between the arms of {trial}?',
      'How much longer was median overall survival with {agent} than in the control arm?',
    ],
    thinks: [
      'A difference needs two medians. The one with {agent} is {survival} months; the one of the control arm is not reported. Missing information: median overall survival of the control arm.',
      'Missing information: the context gives {survival} months for the arm with {agent} and no value for radiotherapy alone. No difference can be formed.',
    ],
    answers: [
      'The difference cannot be determined, because the median overall survival of the control arm is not given.',
      'This cannot be answered from the context: only the arm with {agent} has a reported median ({survival} months).',
      'The context does not state the result of the control arm, so no comparison is possible.',
    ],
  },
  {
    name: 'notReached',
    about: 'trial',
    without: ['endpoint'],
    facts: [
      [
        'Follow-up of {trial} was still short when this report was written.',
        'This interim report of {trial} was written while follow-up continued.',
        'At the time of the present analysis, most participants of {trial} were still being followed.',
      ],
      [
        'Median overall survival had not yet been reached.',
        'More than half of the children were alive, and the median overall survival had not been reached.',
        'The survival curve had not fallen to one half, so that no median could be given.',
      ],
      [
        'Median progression-free survival was {survival} months.',
        'Progression-free survival had a median of {survival} months.',
        'The median progression-free survival amounted to {survival} months.',
      ],
    ],
    questions: [
      'What was the median overall survival in {trial}?',
      'How many months was median overall survival with {agent}?',
      'Which median overall survival did the investigators of {trial} observe?',
    ],
    thinks: [
      'The question asks for overall survival. The context gives a median for progression-free survival, {survival} months, which is a different outcome. For overall survival it says that the median had not been reached. Missing information: median overall survival.',
      'Missing information: there is no median of overall survival yet. The {survival} months belong to progression-free survival and must not be used in its place.',
    ],
    answers: [
      'The median overall survival cannot be determined from the context, because it had not been reached.',
      'The median overall survival cannot be determined; the {survival} months in the context refer to progression-free survival.',
      'This cannot be answered: the median overall survival was not yet available.',
    ],
  },
  {
    name: 'noMarker',
    about: 'case',
    without: ['marker'],
    facts: [
      [
        'A biopsy was discussed, but the family and the team decided against it.',
        'The tumour was not biopsied.',
        'No tissue was taken, because the imaging was considered typical.',
      ],
      [
        'Blood and cerebrospinal fluid were not tested for tumour DNA.',
        'A test for tumour DNA in the blood was not available.',
        'Liquid biopsy was not part of the work-up.',
      ],
    ],
    questions: [
      'Did the tumour carry {gene}?',
      'Was {gene} present in the tumour of this {child}?',
      'What was the status of the tumour with regard to {gene}?',
    ],
    thinks: [
      'Molecular findings need tumour tissue or tumour DNA. According to the context there was no biopsy and no test of body fluids. Missing information: any molecular result. Imaging alone cannot settle it.',
      'Missing information: the tumour was never tested. The context mentions neither tissue nor tumour DNA, so the status stays unknown.',
    ],
    answers: [
      'This cannot be determined from the context, because the tumour was never tested.',
      'The molecular status cannot be determined: the context does not report any test of the tumour.',
      'The context does not contain a molecular result, so the question cannot be answered.',
    ],
  },
  {
    name: 'noPlatelets',
    about: 'case',
    facts: [
      [
        'Entry into {trial} required at least {ancMin}/µL neutrophils and at least {plateletMin}/µL platelets.',
        'The blood count criteria of {trial} were neutrophils of at least {ancMin}/µL and platelets of at least {plateletMin}/µL.',
        'For {trial}, no fewer than {ancMin}/µL neutrophils and {plateletMin}/µL platelets were required.',
      ],
      [
        'On the day of screening the neutrophil count was {anc}/µL.',
        'Screening showed {anc}/µL neutrophils.',
        'The {child} had {anc}/µL neutrophils at screening.',
      ],
      [
        'The sample for the platelet count had clotted and was not repeated in time.',
        'The platelet count was still pending when this letter was dictated.',
        'The laboratory could not report platelets because the sample was too small.',
      ],
    ],
    questions: [
      'Did the {child} fulfil the blood count criteria of {trial}?',
      'Was the {child} eligible for {trial} with regard to blood counts?',
      'Did both blood counts of the {child} satisfy the requirements of {trial}?',
    ],
    thinks: [
      'Two counts are required. The neutrophils of {anc}/µL satisfy the limit of {ancMin}/µL. For the platelets there is a limit of {plateletMin}/µL but no result. Missing information: the platelet count. The criteria cannot be judged as a whole.',
      'Missing information: the platelet count. The neutrophil criterion is met, with {anc}/µL against {ancMin}/µL, but that is only one of two.',
    ],
    answers: [
      'This cannot be determined from the context: the platelet count is not available.',
      'It cannot be determined whether the criteria were met, since the context does not give a platelet count.',
      'Without a platelet count the question cannot be answered; only the neutrophil count of {anc}/µL is known.',
    ],
  },
  {
    name: 'noFractions',
    about: 'case',
    facts: [
      [
        'Focal radiotherapy was given in daily fractions of {perFraction} Gy.',
        'Each radiotherapy fraction to the pons was {perFraction} Gy.',
        'The {child} received radiotherapy with {perFraction} Gy per fraction.',
      ],
      [
        'The course was stopped early at the wish of the family.',
        'Because of repeated infections the course was ended before its planned completion.',
        'Radiotherapy was ended ahead of plan after the general condition had worsened.',
      ],
    ],
    questions: [
      'What total radiation dose did the {child} receive?',
      'How many gray were delivered to the pons altogether?',
      'Calculate the total dose of radiotherapy that was delivered.',
    ],
    thinks: [
      'The total is the number of fractions times {perFraction} Gy. The number of fractions delivered is not stated, and the course did not run as planned. Missing information: the number of fractions.',
      'Missing information: the context gives the dose per fraction, {perFraction} Gy, and says that the course ended early, but not after how many fractions.',
    ],
    answers: [
      'The total dose cannot be determined, because the number of fractions delivered is not stated.',
      'This cannot be answered from the context, which gives {perFraction} Gy per fraction but not how many fractions were delivered.',
      'The context does not provide the number of fractions, so the total dose remains unknown.',
    ],
  },
  {
    name: 'noWeight',
    about: 'case',
    facts: [
      [
        '{Agent} was dosed in {trial} at {perKg} mg/kg every {interval} weeks.',
        'The dose of {agent} in {trial} was {perKg} mg/kg, repeated every {interval} weeks.',
        'Infusions of {agent} were given within {trial} every {interval} weeks at {perKg} mg/kg.',
      ],
      [
        'The {child} had gained weight under dexamethasone, and the dose was recalculated.',
        'Because of a change in body weight the dose was recalculated before the second infusion.',
        'Body weight was checked before every infusion.',
      ],
    ],
    questions: [
      'How many milligrams of {agent} were given per infusion?',
      'What was the absolute dose of {agent} at the first infusion?',
      'Which amount of {agent}, in milligrams, did one infusion contain?',
    ],
    thinks: [
      'The dose is {perKg} mg/kg, so the body weight is needed. The context mentions the weight without giving it. Missing information: body weight in kilograms.',
      'Missing information: to get from {perKg} mg/kg to milligrams one needs the weight of the {child}, and it is not stated.',
    ],
    answers: [
      'The amount in milligrams cannot be determined, because the body weight is not given.',
      'This cannot be answered from the context: it states {perKg} mg/kg but no body weight.',
      'The context does not state the weight of the {child}, so the dose in milligrams is unknown.',
    ],
  },
  {
    name: 'noCauseOfDelay',
    about: 'case',
    facts: [
      [
        'The second cycle of {agent} started {delay} days late.',
        'Cycle two of {agent} was delayed by {delay} days.',
        'There was a delay of {delay} days before the second cycle of {agent}.',
      ],
      [
        'Treatment then continued at the same dose.',
        'The dose was left unchanged afterwards.',
        'No change of dose followed.',
      ],
    ],
    questions: [
      'Why was the second cycle of {agent} delayed?',
      'Which adverse event caused the delay of the second cycle?',
      'What was the reason for the late start of cycle two?',
    ],
    thinks: [
      'The context states that the second cycle was delayed by {delay} days and what happened to the dose. A reason is not mentioned. Missing information: the cause of the delay.',
      'Missing information: the delay of {delay} days is reported without a reason, and the other sentences do not link anything to it.',
    ],
    answers: [
      'The reason for the delay is not stated in the context and cannot be determined from it.',
      'The context does not say why the cycle started late, so this cannot be answered.',
      'It cannot be determined from the context what caused the delay of {delay} days.',
    ],
  },
  {
    name: 'noSecondScan',
    about: 'case',
    without: ['imaging'],
    facts: [
      [
        'Before treatment the pontine lesion measured {size} mm in its largest diameter.',
        'The largest diameter of the lesion was {size} mm at baseline.',
        'At baseline a largest diameter of {size} mm was measured.',
      ],
      [
        'The follow-up MRI was described as showing a smaller lesion.',
        'According to the letter, the lesion was smaller on the second scan.',
        'A second scan after radiotherapy was summarised as improved.',
      ],
    ],
    questions: [
      'By how many millimetres did the lesion shrink?',
      'What percentage decrease did the second scan show?',
      'How large was the lesion on the second scan?',
    ],
    thinks: [
      'The first diameter is {size} mm. The second scan is described in words only, without a measurement. Missing information: the diameter on the second scan.',
      'Missing information: a comparison needs two measurements, and only the first, {size} mm, is given.',
    ],
    answers: [
      'This cannot be determined from the context, because the second scan is described without a measurement.',
      'The context gives {size} mm for the first scan and no value for the second, so the question cannot be answered.',
      'The measurement of the second scan is not stated in the context.',
    ],
  },
  {
    name: 'sizeConflict',
    about: 'case',
    without: ['imaging'],
    facts: [
      [
        'The radiology report gives a largest diameter of {valueA} mm.',
        'According to the radiologist, the lesion measured {valueA} mm.',
        'In the written MRI report the lesion has a diameter of {valueA} mm.',
      ],
      [
        'The referral letter about the same scan states a largest diameter of {valueB} mm.',
        'The minutes of the tumour board, based on the same images, record {valueB} mm.',
        'For the same scan, the discharge summary mentions a diameter of {valueB} mm.',
      ],
    ],
    questions: [
      'What was the largest diameter of the lesion?',
      'How many millimetres did the lesion measure on the scan?',
      'Which tumour size did the scan show?',
    ],
    thinks: [
      'Two documents describe the same scan. One states {valueA} mm, the other {valueB} mm. Conflict detected: {valueA} mm versus {valueB} mm. Nothing in the context says which one is right.',
      'Conflict detected: the same scan is given with {valueA} mm and with {valueB} mm. No correction is mentioned, so neither value can be preferred.',
    ],
    answers: [
      'The size cannot be determined from the context: two documents about the same scan give {valueA} mm and {valueB} mm.',
      'The reports conflict ({valueA} mm and {valueB} mm), so the question cannot be answered reliably.',
      'This cannot be determined from the context, which contains two different measurements of the same scan.',
    ],
  },
  {
    name: 'markerConflict',
    about: 'case',
    without: ['marker'],
    facts: [
      [
        'The local laboratory detected {gene} in the biopsy.',
        'Sequencing at {site} was positive for {gene}.',
        'The first molecular report describes {gene}.',
      ],
      [
        'The reference laboratory tested the same specimen and found no evidence of {gene}.',
        'A second laboratory examined the same tissue and did not find {gene}.',
        'On central review of the same specimen, {gene} was absent.',
      ],
      [
        'The tissue was used up, so that a third test was impossible.',
        'No further tissue was available.',
        'The two laboratories had used different methods.',
      ],
    ],
    quoted: [0, 1],
    questions: [
      'Did the tumour carry {gene}?',
      'What was the status of {gene} in this tumour?',
      'Is {gene} present in the biopsy of this {child}?',
    ],
    thinks: [
      'One laboratory reports {gene}, another one reports its absence in the same specimen. Conflict detected: two opposite results. The context offers no way to decide between them.',
      'Conflict detected: the first result is positive and the second negative for {gene}, although the same tissue was tested. The status stays open.',
    ],
    answers: [
      'The status cannot be determined from the context, because two laboratories contradict each other about {gene}.',
      'The two reports conflict, so the status cannot be determined from the context.',
      'This cannot be answered: one report describes {gene}, the other did not find it in the same specimen.',
    ],
  },
  {
    name: 'radiationConflict',
    about: 'case',
    facts: [
      [
        'The discharge letter states a total dose of {valueA} Gy to the pons.',
        'According to the discharge letter, {valueA} Gy were delivered to the pons.',
        'A total of {valueA} Gy to the pons is given in the letter of discharge.',
      ],
      [
        'The treatment record of the radiotherapy department lists {valueB} Gy for the same course.',
        'For the same course, the radiotherapy record shows {valueB} Gy.',
        'The summary of the radiotherapist gives {valueB} Gy for this course.',
      ],
    ],
    questions: [
      'What total dose of radiotherapy did the {child} receive?',
      'How many gray were delivered to the pons?',
      'Which total dose was given in this course of radiotherapy?',
    ],
    thinks: [
      'The letter says {valueA} Gy and the record {valueB} Gy, both for the same course. Conflict detected: {valueA} Gy versus {valueB} Gy. The context does not resolve it.',
      'Conflict detected: two documents give two total doses, {valueA} Gy and {valueB} Gy. Choosing one of them would be a guess.',
    ],
    answers: [
      'The total dose cannot be determined: the letter gives {valueA} Gy and the treatment record {valueB} Gy.',
      'The documents conflict about the dose ({valueA} Gy and {valueB} Gy), so this cannot be answered with certainty.',
      'It cannot be determined from the context which total dose was delivered, as its two sources disagree.',
    ],
  },
  {
    name: 'enrolmentConflict',
    about: 'trial',
    facts: [
      [
        'The abstract of {trial} reports {valueA} enrolled children.',
        'According to the abstract, {valueA} children were enrolled in {trial}.',
        'In its abstract, {trial} is said to have enrolled {valueA} children.',
      ],
      [
        'The table of baseline characteristics counts {valueB} enrolled children.',
        'Its first table lists {valueB} enrolled children.',
        'The flow chart of the same report shows {valueB} enrolled children.',
      ],
    ],
    questions: [
      'How many children were enrolled in {trial}?',
      'What was the number of enrolled children in {trial}?',
      'How large was the enrolled population of {trial}?',
    ],
    thinks: [
      'The same report gives {valueA} enrolled children in one place and {valueB} in another. Conflict detected: {valueA} versus {valueB}. No explanation is offered.',
      'Conflict detected: {valueA} and {valueB} are both stated as the number of enrolled children. They cannot both be right, and the context does not correct either.',
    ],
    answers: [
      'The number cannot be determined from the context, which states both {valueA} and {valueB} enrolled children.',
      'The report contradicts itself ({valueA} and {valueB} children), so this cannot be answered.',
      'It cannot be determined how many children were enrolled, because two parts of the report disagree.',
    ],
  },
  {
    name: 'doseConflict',
    about: 'case',
    facts: [
      [
        'The prescription lists {agent} at {valueA} mg per day.',
        'According to the prescription, the daily dose of {agent} was {valueA} mg.',
        '{Agent} was prescribed at {valueA} mg a day, as the chart shows.',
      ],
      [
        'The nursing record documents {valueB} mg per day over the same period.',
        'Over the same period, {valueB} mg per day were recorded by the nurses.',
        'In the diary of the parents the daily dose is {valueB} mg for these days.',
      ],
    ],
    questions: [
      'Which daily dose of {agent} did the {child} actually take?',
      'How many milligrams of {agent} were taken per day?',
      'What was the daily dose of {agent} in this period?',
    ],
    thinks: [
      'The prescription says {valueA} mg, the other record {valueB} mg. Conflict detected: {valueA} mg versus {valueB} mg per day. The context does not tell which amount was taken.',
      'Conflict detected: for the same days two different amounts of {agent} are documented, {valueA} mg and {valueB} mg. The dose taken remains uncertain.',
    ],
    answers: [
      'This cannot be determined from the context: {valueA} mg and {valueB} mg per day are documented for the same period.',
      'The records conflict about the dose of {agent}, so the amount taken cannot be determined.',
      'The dose taken each day cannot be determined, because the documents disagree ({valueA} mg and {valueB} mg).',
    ],
  },
  {
    name: 'survivalConflict',
    about: 'trial',
    without: ['endpoint'],
    facts: [
      [
        'The press release of {trial} gives a median overall survival of {valueA} months.',
        'A conference abstract about {trial} states a median overall survival of {valueA} months.',
        'In the summary for families, the median overall survival in {trial} is {valueA} months.',
      ],
      [
        'The report on the same analysis states a median overall survival of {valueB} months.',
        'For the same data cut, the results section gives {valueB} months.',
        'The statistical report on the same data lists {valueB} months.',
      ],
    ],
    questions: [
      'What was the median overall survival in {trial}?',
      'How many months was the median overall survival of children treated with {agent}?',
      'Which median overall survival did {trial} find?',
    ],
    thinks: [
      'Two sources about the same analysis differ: {valueA} months and {valueB} months. Conflict detected. The context does not say which one was corrected.',
      'Conflict detected: the median overall survival is given as {valueA} months in one source and as {valueB} months in the other, for the same data.',
    ],
    answers: [
      'The median overall survival cannot be determined, because the sources give {valueA} months and {valueB} months for the same analysis.',
      'The sources conflict ({valueA} and {valueB} months), so the median cannot be determined.',
      'This cannot be answered from the context, since its two reports disagree.',
    ],
  },
  {
    name: 'readingConflict',
    about: 'case',
    without: ['imaging'],
    facts: [
      [
        'The local radiologist read the MRI after {weeks} weeks as progression.',
        'On the MRI after {weeks} weeks, the first reader saw progression.',
        'After {weeks} weeks, the written report of the MRI concluded that the tumour had progressed.',
      ],
      [
        'The central reviewer attributed the changes on the same scan to the effects of radiotherapy.',
        'A second reader judged the same images to show a treatment effect without progression.',
        'The reference centre interpreted the same scan as pseudoprogression.',
      ],
      ['No biopsy was taken after this scan.', 'No later scan is available.', 'Spectroscopy was not done.'],
    ],
    quoted: [0, 1],
    questions: [
      'Had the tumour progressed on the MRI after {weeks} weeks?',
      'Did the scan after {weeks} weeks show true progression?',
      'Was the change on the scan after {weeks} weeks progression or a treatment effect?',
    ],
    thinks: [
      'The two readers of the same scan disagree: one sees progression, the other an effect of treatment. Conflict detected. No biopsy or later scan in the context decides between them.',
      'Conflict detected: progression according to one reading, treatment effect according to the other. The context has no further finding that would settle it.',
    ],
    answers: [
      'This cannot be determined from the context, because two readers interpreted the same scan in opposite ways.',
      'The readings conflict, so whether this was progression cannot be determined from the context.',
      'Whether the tumour had progressed cannot be determined: the two interpretations of the scan disagree.',
    ],
  },
  {
    name: 'gradeConflict',
    about: 'case',
    facts: [
      [
        'The investigator graded the {toxicity} as grade {valueA}.',
        'In the study record the {toxicity} is entered as grade {valueA}.',
        'The {toxicity} was documented as grade {valueA} at the visit.',
      ],
      [
        'The safety report about the same episode lists grade {valueB}.',
        'For the same episode, the monitor noted grade {valueB}.',
        'The letter to the family doctor describes this episode as grade {valueB}.',
      ],
    ],
    questions: [
      'Which grade did the {toxicity} reach?',
      'How severe was the {toxicity}, by grade?',
      'What was the grade of the {toxicity} in this {child}?',
    ],
    thinks: [
      'One source says grade {valueA}, the other grade {valueB}, for one and the same episode. Conflict detected: grade {valueA} versus grade {valueB}.',
      'Conflict detected: the {toxicity} is recorded both as grade {valueA} and as grade {valueB}. No laboratory value or description in the context allows a decision.',
    ],
    answers: [
      'The grade cannot be determined, because the same episode is recorded as grade {valueA} and as grade {valueB}.',
      'The sources conflict about the grade of the {toxicity}, so this cannot be answered.',
      'It cannot be determined from the context whether it was grade {valueA} or grade {valueB}.',
    ],
  },
  {
    name: 'fractionConflict',
    about: 'case',
    facts: [
      [
        'The plan shows {valueA} fractions of {perFraction} Gy, all of which were reported as delivered.',
        'According to the nurse, all {valueA} fractions of {perFraction} Gy were given.',
        'The case summary mentions {valueA} delivered fractions of {perFraction} Gy.',
      ],
      [
        'The log of the linear accelerator contains {valueB} delivered fractions for the same course.',
        'In the machine log of this course, {valueB} fractions were delivered.',
        'The final physics check counted {valueB} fractions for the course.',
      ],
    ],
    questions: [
      'Which total dose results from the delivered fractions?',
      'How many fractions were delivered, and what was the total dose?',
      'Calculate the total dose of radiotherapy from the fractions delivered.',
    ],
    thinks: [
      'The dose per fraction is {perFraction} Gy. The number of delivered fractions is {valueA} in one source and {valueB} in the other. Conflict detected: {valueA} versus {valueB} fractions. The total depends on it and has to stay open.',
      'Conflict detected: {valueA} or {valueB} fractions of {perFraction} Gy. As the number is disputed, no total can be calculated reliably.',
    ],
    answers: [
      'The total dose cannot be determined, because the sources disagree about the number of fractions ({valueA} and {valueB}).',
      'The number of delivered fractions is contradictory in the context ({valueA} and {valueB}), so the total dose cannot be determined.',
      'This cannot be answered: two sources count different numbers of fractions.',
    ],
  },
];
