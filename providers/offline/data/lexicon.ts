/** Words that fill the frames. Trials, agents, hospitals and patients are invented; signs and markers are real. */

/** Invented trial names; a number is added, so that every sample of a run has a trial of its own. */
export const TRIAL_NAMES = [
  'LANTERN',
  'OSPREY',
  'HARBOUR',
  'KESTREL',
  'MERIDIAN',
  'WILLOW',
  'CASCADE',
  'TAMARIND',
  'BEACON',
  'PEREGRINE',
  'JUNIPER',
  'SEXTANT',
  'MARIGOLD',
  'COMPASS-PONS',
  'ALDERWOOD',
  'NIGHTINGALE',
  'FERRYMAN',
  'SUNDIAL',
  'TREFOIL',
  'WATERMARK',
  'HOLLYHOCK',
  'DRIFTWOOD',
  'EMBERLIGHT',
  'FOXGLOVE',
  'GOSSAMER',
  'HEATHLAND',
  'IRONBARK',
  'KINGFISHER',
  'LODESTAR',
  'MOONSEED',
  'NORTHWIND',
  'OAKMOSS',
  'PINNACLE',
  'QUILLWORT',
  'ROSEFINCH',
  'SANDPIPER',
  'THISTLE',
  'UMBRELLA-PINE',
  'VIREO',
  'WAYFARER',
  'YARROW',
] as const;

/** Invented codes of investigational agents. */
export const AGENTS = [
  'VGX-114',
  'VGX-207',
  'VGX-318',
  'LMT-42',
  'LMT-77',
  'PNR-9',
  'PNR-21',
  'DMG-X5',
  'ORB-163',
  'ORB-280',
  'TKL-51',
  'TKL-86',
  'HDX-19',
  'HDX-34',
  'CRN-702',
  'CRN-815',
  'EPG-60',
  'EPG-93',
  'QSR-11',
  'QSR-47',
  'BRX-256',
  'BRX-409',
  'NVA-28',
] as const;

/** Oral drugs given daily, with doses (mg/m² per day) and treatment days per cycle within the published range. */
export const DAILY_DRUGS = [
  { name: 'temozolomide', doses: [150, 200], days: [5] },
  { name: 'temozolomide', doses: [75, 90], days: [42] },
  { name: 'ribociclib', doses: [280, 350], days: [21] },
  { name: 'vorinostat', doses: [180, 230], days: [28] },
  { name: 'everolimus', doses: [3, 5], days: [28] },
  { name: 'erlotinib', doses: [70, 85], days: [28] },
  { name: 'etoposide', doses: [30, 50], days: [21] },
  { name: 'dasatinib', doses: [50, 65], days: [28] },
] as const;

export const SITES = [
  "Northmere Children's Hospital",
  'the Alder Street Paediatric Centre',
  "Saltmarsh Children's Clinic",
  'the Greywater Institute for Childhood Tumours',
  'Fenwick Vale University Hospital',
  "Larkspur Children's Hospital",
  'the Hollins Cross Neuro-oncology Unit',
  'Eastmarch Regional Hospital',
  'the Carrow Hill Brain Tumour Programme',
  'Thornbury Lake Medical Centre',
  'the Winterbourne Paediatric Institute',
  "Ravenscar Children's Hospital",
  'the Pellam Court Cancer Centre',
  'Ashgrove University Hospital',
  'the Quayside Childhood Cancer Unit',
  'Brackenfield Medical School',
] as const;

export const CONDITIONS = [
  'diffuse intrinsic pontine glioma',
  'newly diagnosed DIPG',
  'DIPG at first progression',
  'H3 K27-altered diffuse midline glioma',
  'progressive diffuse midline glioma of the pons',
  'H3 K27M-mutant pontine glioma',
  'DIPG confirmed on biopsy',
  'DIPG previously treated with radiotherapy',
] as const;

/** The disease of a single patient, whatever its stage. */
export const DIAGNOSES = [
  'diffuse intrinsic pontine glioma',
  'DIPG confirmed on biopsy',
  'an H3 K27-altered diffuse midline glioma of the pons',
  'a diffuse pontine glioma',
] as const;

export const SYMPTOMS = [
  'double vision',
  'an unsteady gait',
  'facial weakness',
  'slurred speech',
  'difficulty swallowing',
  'morning vomiting',
  'a head tilt',
  'drooling',
  'weakness of one arm',
  'clumsiness of both hands',
  'frequent falls',
  'a sixth-nerve palsy',
  'a change in handwriting',
  'daytime sleepiness',
  'loss of balance on stairs',
  'nasal speech',
  'an inward-turning eye',
] as const;

export const DURATIONS = [
  'ten days',
  'two weeks',
  'three weeks',
  'four weeks',
  'five weeks',
  'six weeks',
  'nearly two months',
] as const;

export const FINDINGS = [
  'an expansile lesion of the pons',
  'diffuse enlargement of the pons',
  'an infiltrating pontine mass without clear margins',
  'a pontine lesion that partly surrounded the basilar artery',
  'a non-enhancing mass in the ventral pons',
  'a pontine lesion with a small focus of ring enhancement',
  'a diffuse brainstem lesion centred on the pons',
  'an ill-defined lesion in more than half of the pons',
] as const;

export const EXAM_SIGNS = [
  'brisk reflexes in the left leg',
  'an extensor plantar response on the right',
  'horizontal nystagmus',
  'a weak gag reflex',
  'reduced abduction of the left eye',
  'reduced abduction of the right eye',
  'mild dysmetria on the finger-to-nose test',
  'a wide-based gait',
  'asymmetry of the smile',
  'reduced strength in the right hand',
] as const;

export const MARKERS = [
  'an H3F3A K27M mutation',
  'an HIST1H3B K27M mutation',
  'an ACVR1 R206H mutation',
  'an ACVR1 G328V mutation',
  'a TP53 missense mutation',
  'amplification of PDGFRA',
  'a truncating PPM1D mutation',
  'an activating PIK3CA mutation',
  'a truncating ATRX mutation',
] as const;

export const TOXICITIES = [
  'thrombocytopenia',
  'neutropenia',
  'fatigue',
  'vomiting',
  'diarrhoea',
  'rash',
  'mucositis',
  'hypokalaemia',
  'elevated transaminases',
  'QTc prolongation',
] as const;

export const ENDPOINTS = [
  'overall survival',
  'progression-free survival at six months',
  'the recommended dose for later studies',
  'the objective response rate',
  'the rate of dose-limiting toxicity',
  'feasibility of the planned treatment',
  'quality of life reported by parents',
] as const;

export const PHASES = ['phase I', 'phase I/II', 'phase II', 'randomised phase II', 'pilot'] as const;
