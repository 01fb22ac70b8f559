import type { Program } from '../go/project.ts';
import type { Located } from '../kubernetes/model.ts';
import type { Contract, ContractContainer, ContractImage, ContractService, FileParts } from './contract.ts';
import type { GoSetup } from './build-files/go-setup.ts';
import type { ImageBuild } from './build-files/image-builds.ts';
import type { Fault } from './fault.ts';
import type { ContractRule } from './rule.ts';

/** What a rule is asked of. */
export type Subject =
  | { readonly about: 'program'; readonly it: Program }
  | { readonly about: 'image'; readonly it: ContractImage }
  | { readonly about: 'container'; readonly it: ContractContainer }
  | { readonly about: 'service'; readonly it: ContractService }
  | { readonly about: 'object'; readonly it: Located }
  | { readonly about: 'build'; readonly it: ImageBuild }
  | { readonly about: 'go-setup'; readonly it: GoSetup };

/** A fault that a rule found, and of what. */
export interface FoundFault {
  readonly rule: string;
  readonly fault: Fault;
  readonly subject: Subject;
}

export interface Question {
  readonly subject: Subject;
  readonly ask: () => Iterable<Fault>;
}

/** What a rule asks of these parts. */
export function questionsOf(rule: ContractRule, parts: FileParts, contract: Contract): Question[] {
  const { programs, images, services, objects, builds, goSetups } = parts;
  switch (rule.about) {
    case 'program':
      return programs.map((it) => ({ subject: { about: 'program', it }, ask: () => rule.check(it, contract) }));
    case 'image':
      return images.map((it) => ({ subject: { about: 'image', it }, ask: () => rule.check(it, contract) }));
    case 'container':
      return [...parts.containers, ...(rule.initToo ? parts.initContainers : [])].map((it) => ({
        subject: { about: 'container', it },
        ask: () => rule.check(it, contract),
      }));
    case 'service':
      return services.map((it) => ({ subject: { about: 'service', it }, ask: () => rule.check(it, contract) }));
    case 'object':
      return objects.map((it) => ({ subject: { about: 'object', it }, ask: () => rule.check(it, contract) }));
    case 'build':
      return builds.map((it) => ({ subject: { about: 'build', it }, ask: () => rule.check(it, contract) }));
    case 'go-setup':
      return goSetups.map((it) => ({ subject: { about: 'go-setup', it }, ask: () => rule.check(it, contract) }));
  }
}

/** What stays the same of a subject as long as the contract does. */
export function keyOf({ about, it }: Subject): object {
  return about === 'object' ? it.manifest : it;
}
