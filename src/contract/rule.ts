import type { ListFolder } from '../dockerfile/file-tree.ts';
import type { Place } from '../go/project.ts';
import type { Related, Rule } from '../lint/rule.ts';
import type { Message } from '../words/message.ts';
import type { Contract } from './contract.ts';

/** A rule sees the whole contract and reports on the one file it was given. */
export interface ContractSubject {
  readonly contract: Contract;
  readonly file: string;
  /** What is on disk; absent: not all of it is known. */
  readonly list?: ListFolder;
}

export type ContractRule = Rule<ContractSubject>;

/** The Go side of a finding. */
export function inSource({ file, start, end }: Place, message: Message): Related {
  return { file, start, end, message };
}
