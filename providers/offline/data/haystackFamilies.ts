/**
 * Needles: one or two sentences about an invented trial with one specific fact. `{asked}` and `{value}` serve
 * the common frames of the thinking.
 */

export type NeedleName =
  | 'survival'
  | 'progressionFree'
  | 'response'
  | 'recommendedDose'
  | 'enrolled'
  | 'toxicityRate'
  | 'halfLife'
  | 'infusionRate'
  | 'plasmaRatio'
  | 'centres'
  | 'ageLimit'
  | 'biopsies'
  | 'schedule'
  | 'radiotherapyStart'
  | 'steroidReduction'
  | 'peakConcentration'
  | 'questionnaire'
  | 'storage'
  | 'screened'
  | 'volume';

export interface NeedleFamily {
  readonly name: NeedleName;
  /** What is asked for, as a noun phrase that is also the subject of the thinking. */
  readonly asked: string;
  /** The value with its unit. */
  readonly value: string;
  /** The sentence that holds the fact. */
  readonly facts: readonly string[];
  readonly questions: readonly string[];
  readonly answers: readonly string[];
}

export const NEEDLE_FAMILIES: readonly NeedleFamily[] = [
  {
    name: 'survival',
    asked: 'the median overall survival',
    value: '{number} months',
    facts: [
      'Children with {condition} who received {agent} in {trial} had a median overall survival of {number} months.',
      'In {trial}, adding {agent} to radiotherapy gave a median overall survival of {number} months.',
      'The {phase} study {trial} from {site} reported a median overall survival of {number} months with {agent}.',
    ],
    questions: [
      'What median overall survival was reported for {agent} in {trial}?',
      'How long was median overall survival in the study {trial}?',
      'How many months did the median overall survival in {trial} amount to?',
    ],
    answers: [
      '{value}.',
      'Median overall survival in {trial} was {value}.',
      'With {agent}, the median overall survival was {value}.',
    ],
  },
  {
    name: 'progressionFree',
    asked: 'the median progression-free survival',
    value: '{number} months',
    facts: [
      'Median progression-free survival in {trial}, a {phase} study of {agent}, was {number} months.',
      'Investigators at {site} observed a median progression-free survival of {number} months among participants of {trial}.',
      'With {agent}, the participants of {trial} lived for a median of {number} months without progression.',
    ],
    questions: [
      'How many months was the median progression-free survival in {trial}?',
      'What did {trial} find for median progression-free survival?',
      'For how long, in the median, were participants of {trial} free from progression?',
    ],
    answers: [
      '{value}.',
      'The median progression-free survival in {trial} was {value}.',
      'Half of the participants were free from progression for {value} or longer.',
    ],
  },
  {
    name: 'response',
    asked: 'the objective response rate',
    value: '{number}%',
    facts: [
      'The objective response rate to {agent} in {trial} was {number}%.',
      'Central review of {trial} found an objective response to {agent} in {number}% of assessable children.',
      'In {trial}, {number}% of the children with {condition} had an objective response.',
    ],
    questions: [
      'Which share of children responded in {trial}?',
      'What was the objective response rate to {agent} in {trial}?',
      'How high was the rate of objective responses that {trial} reported?',
    ],
    answers: [
      '{value}.',
      'The objective response rate in {trial} was {value}.',
      '{value} of the children had an objective response.',
    ],
  },
  {
    name: 'recommendedDose',
    asked: 'the recommended dose',
    value: '{number} mg/m²',
    facts: [
      'The recommended dose of {agent} for later studies was set at {number} mg/m² in {trial}.',
      '{Trial} recommended {agent} at {number} mg/m² for further study in {condition}.',
      'After dose escalation in {trial}, the investigators at {site} recommended {number} mg/m² of {agent}.',
    ],
    questions: [
      'At which dose did {trial} recommend {agent} for further study?',
      'What recommended dose of {agent} came out of {trial}?',
      'Which dose level of {agent} was recommended by the investigators of {trial}?',
    ],
    answers: ['{value}.', '{Trial} recommended {agent} at {value}.', 'The recommended dose was {value}.'],
  },
  {
    name: 'enrolled',
    asked: 'the number of enrolled children',
    value: '{number} children',
    facts: [
      'A total of {number} children with {condition} were enrolled in {trial}.',
      '{Trial}, led by {site}, closed after the enrolment of {number} children.',
      'For {trial}, a {phase} study of {agent}, {number} children were enrolled.',
    ],
    questions: [
      'How many children did {trial} enrol?',
      'What was the size of the enrolled population in {trial}?',
      'With how many enrolled children did {trial} close?',
    ],
    answers: ['{value}.', '{Trial} enrolled {value}.', 'The number of enrolled children was {number}.'],
  },
  {
    name: 'toxicityRate',
    asked: 'the frequency of severe toxicity',
    value: '{number}%',
    facts: [
      'Grade 3 {toxicity} was seen in {number}% of the children treated with {agent} in {trial}.',
      'In {trial}, {number}% of the participants had {toxicity} of grade 3.',
      'The most common severe event under {agent} in {trial} was {toxicity}, which reached grade 3 in {number}%.',
    ],
    questions: [
      'How often did grade 3 {toxicity} occur in {trial}?',
      'What percentage of children treated in {trial} had grade 3 {toxicity}?',
      'How frequent was {toxicity} of grade 3 under {agent} in {trial}?',
    ],
    answers: [
      '{value}.',
      'Grade 3 {toxicity} occurred in {value} of the children.',
      'In {trial} the frequency was {value}.',
    ],
  },
  {
    name: 'halfLife',
    asked: 'the half-life of the drug',
    value: '{number} hours',
    facts: [
      'The mean plasma half-life of {agent} measured in {trial} was {number} hours.',
      'Pharmacokinetic sampling in {trial} gave a half-life of {number} hours for {agent}.',
      'In the children of {trial}, {agent} was eliminated with a half-life of {number} hours.',
    ],
    questions: [
      'What half-life did {agent} have in {trial}?',
      'With which half-life was {agent} eliminated in the children of {trial}?',
      'How many hours was the half-life of {agent} according to {trial}?',
    ],
    answers: [
      '{value}.',
      'The half-life of {agent} was {value}.',
      '{Trial} measured a half-life of {value}.',
    ],
  },
  {
    name: 'infusionRate',
    asked: 'the infusion rate',
    value: '{number} µL/min',
    facts: [
      'Convection-enhanced delivery of {agent} in {trial} ran at {number} µL/min.',
      'In {trial}, {agent} was infused into the pons at {number} µL/min through a single catheter.',
      'The pump in {trial} was set to {number} µL/min for the infusion of {agent}.',
    ],
    questions: [
      'At which rate was {agent} infused in {trial}?',
      'What was the pump setting for {agent} in {trial}?',
      'How fast did convection-enhanced delivery run in {trial}?',
    ],
    answers: ['{value}.', '{Agent} was infused at {value}.', 'The infusion rate in {trial} was {value}.'],
  },
  {
    name: 'plasmaRatio',
    asked: 'the ratio between cerebrospinal fluid and plasma',
    value: '{number}%',
    facts: [
      'The concentration of {agent} in cerebrospinal fluid was {number}% of that in plasma in {trial}.',
      'In {trial}, cerebrospinal fluid held {number}% of the plasma concentration of {agent}.',
      'Paired samples from {trial} showed a cerebrospinal fluid level of {agent} equal to {number}% of the plasma level.',
    ],
    questions: [
      'How high was {agent} in cerebrospinal fluid relative to plasma in {trial}?',
      'Which share of the plasma concentration of {agent} reached the cerebrospinal fluid in {trial}?',
      'What did the paired samples of {trial} show about {agent} in cerebrospinal fluid?',
    ],
    answers: [
      '{value} of the plasma level.',
      'In cerebrospinal fluid {agent} reached {value} of the plasma concentration.',
      'It was {value} of the concentration in plasma.',
    ],
  },
  {
    name: 'centres',
    asked: 'the number of participating centres',
    value: '{number} centres',
    facts: [
      '{Trial} recruited at {number} centres, coordinated by {site}.',
      'The {phase} study {trial} of {agent} was carried out at {number} centres.',
      'Children with {condition} could join {trial} at {number} centres.',
    ],
    questions: [
      'At how many centres was {trial} carried out?',
      'How many centres took part in {trial}?',
      'What was the number of participating centres of {trial}?',
    ],
    answers: ['{value}.', '{Trial} was carried out at {value}.', 'The number of centres was {number}.'],
  },
  {
    name: 'ageLimit',
    asked: 'the upper age limit',
    value: '{number} years',
    facts: [
      'The upper age limit for entry into {trial} was {number} years.',
      'Patients older than {number} years could not take part in {trial}, the {phase} study of {agent}.',
      'Entry into {trial} at {site} was open up to the age of {number} years.',
    ],
    questions: [
      'Up to which age could patients enter {trial}?',
      'What was the upper age limit of {trial}?',
      'Which age limit applied to entry into {trial}?',
    ],
    answers: [
      '{value}.',
      'Entry into {trial} was possible up to {value}.',
      'The upper age limit was {value}.',
    ],
  },
  {
    name: 'biopsies',
    asked: 'the number of biopsies',
    value: '{number} children',
    facts: [
      'A stereotactic biopsy was performed in {number} children before they entered {trial}.',
      'In {trial}, {number} children underwent biopsy of the pons without lasting complications.',
      'Tissue for {trial} was obtained by biopsy in {number} children at {site}.',
    ],
    questions: [
      'How many children had a biopsy for {trial}?',
      'In how many children was tissue obtained for {trial}?',
      'What was the number of children biopsied in connection with {trial}?',
    ],
    answers: ['{value}.', 'A biopsy was performed in {value}.', 'In {trial}, {value} underwent biopsy.'],
  },
  {
    name: 'schedule',
    asked: 'the interval between doses',
    value: '{number} days',
    facts: [
      'In {trial}, {agent} was repeated every {number} days.',
      'The protocol of {trial} left {number} days between two doses of {agent}.',
      'Doses of {agent} in {trial} were {number} days apart.',
    ],
    questions: [
      'How many days lay between doses of {agent} in {trial}?',
      'At what interval was {agent} repeated in {trial}?',
      'What was the spacing of the doses of {agent} under the protocol of {trial}?',
    ],
    answers: ['{value}.', '{Agent} was repeated at an interval of {value}.', 'The doses were {value} apart.'],
  },
  {
    name: 'radiotherapyStart',
    asked: 'the latest start of radiotherapy',
    value: '{number} days',
    facts: [
      'Radiotherapy in {trial} had to start within {number} days of diagnosis.',
      'The protocol of {trial} allowed at most {number} days between diagnosis and radiotherapy.',
      'Children in {trial}, which tested {agent}, began radiotherapy no later than {number} days after diagnosis.',
    ],
    questions: [
      'Within which time after diagnosis did radiotherapy have to start in {trial}?',
      'How long could radiotherapy be delayed after diagnosis in {trial}?',
      'What limit did {trial} set for the start of radiotherapy?',
    ],
    answers: [
      'Within {value} of diagnosis.',
      'Radiotherapy had to start within {value}.',
      'The limit in {trial} was {value}.',
    ],
  },
  {
    name: 'steroidReduction',
    asked: 'the share of children whose steroid dose was lowered',
    value: '{number}%',
    facts: [
      'The dose of dexamethasone could be lowered in {number}% of the children who took {agent} in {trial}.',
      'In {trial}, {number}% of participants needed less dexamethasone after starting {agent}.',
      'A lower steroid dose was achieved by {number}% of the children in {trial} at {site}.',
    ],
    questions: [
      'In what share of children could steroids be lowered in {trial}?',
      'What percentage of participants of {trial} managed with less steroid?',
      'How often did {trial} achieve a lower steroid dose?',
    ],
    answers: [
      '{value}.',
      'Steroids could be lowered in {value} of the children.',
      'In {trial} this was the case for {value}.',
    ],
  },
  {
    name: 'peakConcentration',
    asked: 'the peak plasma concentration',
    value: '{number} ng/mL',
    facts: [
      'The mean peak plasma concentration of {agent} in {trial} was {number} ng/mL.',
      'Plasma levels of {agent} in {trial} peaked at {number} ng/mL.',
      'In the pharmacokinetic part of {trial}, {agent} reached a peak of {number} ng/mL in plasma.',
    ],
    questions: [
      'What peak plasma concentration did {agent} reach in {trial}?',
      'How high did plasma levels of {agent} rise in {trial}?',
      'Which maximum in plasma was measured for {agent} in {trial}?',
    ],
    answers: [
      '{value}.',
      '{Agent} peaked at {value} in plasma.',
      'The peak plasma concentration was {value}.',
    ],
  },
  {
    name: 'questionnaire',
    asked: 'the share of completed questionnaires',
    value: '{number}%',
    facts: [
      'Parents completed {number}% of the quality-of-life questionnaires handed out in {trial}.',
      'Of all questionnaires planned in {trial}, {number}% were returned.',
      'The return rate of quality-of-life forms in {trial}, run by {site}, was {number}%.',
    ],
    questions: [
      'What share of questionnaires was completed in {trial}?',
      'How complete was the return of quality-of-life forms in {trial}?',
      'Which percentage of the planned questionnaires did {trial} receive?',
    ],
    answers: [
      '{value}.',
      'In {trial}, {value} of the questionnaires were completed.',
      'The return rate was {value}.',
    ],
  },
  {
    name: 'storage',
    asked: 'the time for which samples were stored',
    value: '{number} months',
    facts: [
      'Plasma samples of {trial} were stored for {number} months before {agent} was measured.',
      'Before analysis, the blood samples of {trial} remained frozen for {number} months.',
      'The laboratory at {site} kept the samples of {trial} for {number} months before testing.',
    ],
    questions: [
      'How long were the samples of {trial} stored before analysis?',
      'For how many months did the blood samples of {trial} remain in storage?',
      'What was the storage time of the samples in {trial}?',
    ],
    answers: ['{value}.', 'The samples of {trial} were stored for {value}.', 'Storage lasted {value}.'],
  },
  {
    name: 'screened',
    asked: 'the number of screened children',
    value: '{number} children',
    facts: [
      'To fill {trial}, {number} children with {condition} were screened.',
      'The screening log of {trial} lists {number} children.',
      'Investigators of the {phase} study {trial} screened {number} children for treatment with {agent}.',
    ],
    questions: [
      'How many children were screened for {trial}?',
      'What number of children does the screening log of {trial} show?',
      'How large was the group screened for {trial}?',
    ],
    answers: [
      '{value}.',
      'For {trial}, {value} were screened.',
      'The number of screened children was {number}.',
    ],
  },
  {
    name: 'volume',
    asked: 'the infused volume',
    value: '{number} mL',
    facts: [
      'Each infusion in {trial} delivered {number} mL of {agent} to the tumour.',
      'The volume of {agent} infused per session in {trial} was {number} mL.',
      'In {trial}, {number} mL of infusate with {agent} were given in one session.',
    ],
    questions: [
      'What volume was infused per session in {trial}?',
      'How many millilitres of {agent} did one session of {trial} deliver?',
      'How large was the infused volume in {trial}?',
    ],
    answers: ['{value}.', 'One session of {trial} delivered {value}.', 'The infused volume was {value}.'],
  },
];

/** What a question may start with. */
export const LEADS = ['', 'According to the context, ', 'Going by the statements given, '] as const;

/** A second sentence of the needle, now and then. */
export const NEEDLE_COMPANIONS = [
  'The finding was reported by {site}.',
  'The study was led by {site}.',
  'Its participants had {condition}.',
  'The study drug was supplied as {form}.',
  'The report was written for a meeting hosted by {site}.',
  'All participants had {condition}.',
] as const;

export const DRUG_FORMS = ['capsules', 'a liquid', 'tablets', 'a powder', 'vials for injection'] as const;

export const NEEDLE_THINKS = [
  'The question is about {asked} in {trial}. Nearly all lines of the context are general statements that do not mention {trial}. One line does, and it says: {value}. No calculation is needed.',
  'I look for {trial} among the statements. The general ones about anatomy, cells and methods do not help. The only statement about {trial} gives {asked} as {value}.',
  'Only one statement of the context concerns {trial}. It answers the question directly: {asked} is given as {value}. The other statements are background.',
  'To find {asked}, the statement that names {trial} has to be located. It stands alone among unrelated facts and states {value}.',
  'Most of the context is unrelated to {trial}. The single relevant statement gives {asked}: {value}.',
  'The statements of the context are independent of each other. The one that matters names {trial} and contains the value asked for, {value}.',
] as const;
