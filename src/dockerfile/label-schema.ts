import type { RuleOptions } from '../lint/rule.ts';
import type { Instruction, Pair } from './model.ts';

/** Types of label values by label, as the options of the rules about labels have them. */
export function labelSchema({ schema }: RuleOptions): ReadonlyMap<string, string> {
  if (typeof schema !== 'object' || schema === null) return new Map();
  const types = Object.entries(schema).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return new Map(types);
}

/** The labels that an instruction sets. */
export function labelsOf({ keyword, pairs }: Instruction): readonly Pair[] {
  return keyword === 'LABEL' ? pairs : [];
}
