/** The rules of prompt templates, in the order of the documentation. */
import type { Rule } from '../rule';
import { accidentalBracesRule } from './accidental-braces';
import { blockRole } from './block-role';
import { defaultMismatch } from './default-mismatch';
import { dynamicPartial } from './dynamic-partial';
import { frontMatter } from './front-matter';
import { helperArguments } from './helper-arguments';
import { inputDefault } from './input-default';
import { mediaUrl } from './media-url';
import { missingPartial } from './missing-partial';
import { noText } from './no-text';
import { outputContract } from './output-contract';
import { partialArgument } from './partial-argument';
import { partialCycle } from './partial-cycle';
import { partialFrontMatter } from './partial-front-matter';
import { rawBlock } from './raw-block';
import { roleAlias } from './role-alias';
import { roleMarker } from './role-marker';
import { schemaType } from './schema-type';
import { shadowedVariable } from './shadowed-variable';
import { singleBracesRule } from './single-braces';
import { syntax } from './syntax';
import { tagInstruction } from './tag-instruction';
import { typeMismatch } from './type-mismatch';
import { undeclaredVariable } from './undeclared-variable';
import { undefinedVariable } from './undefined-variable';
import { unknownArchetype } from './unknown-archetype';
import { unknownHelper } from './unknown-helper';
import { unknownKey } from './unknown-key';
import { unknownModel } from './unknown-model';
import { unknownRole } from './unknown-role';
import { unsupported } from './unsupported';
import { unusedVariable } from './unused-variable';
import { wrongValue } from './wrong-value';

export const PROMPT_RULES: readonly Rule[] = [
  frontMatter,
  partialFrontMatter,
  syntax,
  unknownKey,
  wrongValue,
  schemaType,
  defaultMismatch,
  inputDefault,
  unknownModel,
  unknownArchetype,
  undefinedVariable,
  undeclaredVariable,
  unusedVariable,
  shadowedVariable,
  typeMismatch,
  unknownHelper,
  helperArguments,
  blockRole,
  unknownRole,
  roleAlias,
  accidentalBracesRule,
  singleBracesRule,
  rawBlock,
  mediaUrl,
  roleMarker,
  missingPartial,
  partialCycle,
  dynamicPartial,
  partialArgument,
  outputContract,
  tagInstruction,
  unsupported,
  noText,
];
