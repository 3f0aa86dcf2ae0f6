/** Where templates are put unless told otherwise, relative to the workspace folder. */
export const TEMPLATES_FOLDER = 'prompts';
