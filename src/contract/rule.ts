import type { Place, Program } from '../go/project.ts';
import type { Located } from '../kubernetes/model.ts';
import type { Related, RuleInfo } from '../lint/rule.ts';
import type { Message } from '../words/message.ts';
import type { Contract, ContractContainer, ContractImage, ContractService } from './contract.ts';
import type { GoSetup } from './build-files/go-setup.ts';
import type { ImageBuild } from './build-files/image-builds.ts';
import type { Fault } from './fault.ts';

/**
 * A rule on edges of the contract: a pure function of one thing and what it is joined with. What it finds is reported in
 * the files of that thing: of a container its manifest, the ConfigMaps it takes variables from, the Dockerfile of its image
 * and the source of its program; of an image its Dockerfile and source; of a program its source; of a Service the
 * manifest and the source of the programs behind it; of another object the manifest.
 */
export type ContractRule = RuleInfo & {
  /** Rules of one language that say less of the same place: they are silent where this one speaks. */
  readonly insteadOf?: readonly string[];
} & (
    | (About<'container', ContractContainer> & {
        /** It is asked of containers, too, that end before the others of their pod start. */
        readonly initToo?: true;
      })
    | About<'image', ContractImage>
    | About<'program', Program>
    | About<'service', ContractService>
    | About<'object', Located>
    | About<'build', ImageBuild>
    | About<'go-setup', GoSetup>
  );

interface About<Kind extends string, Subject> {
  readonly about: Kind;
  check(subject: Subject, contract: Contract): Iterable<Fault>;
}

/** A place of the Go source that explains a fault. */
export function inSource({ file, start, end }: Place, message: Message): Related {
  return { file, start, end, message };
}
