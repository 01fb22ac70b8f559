import type { ListFolder } from '../dockerfile/file-tree.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { GoProject } from '../go/project.ts';
import type { Workspace } from '../kubernetes/workspace.ts';
import type { ContainerFacts } from './containers/containers.ts';
import { containerTables } from './containers/container-tables.ts';
import { inlinePatches } from './overlays/inline-patches.ts';
import type { ChartContract, Contract, ContractContainer } from './contract.ts';
import { filePartsOf } from './file-parts.ts';
import { groupBy } from './group-by.ts';
import { lazily } from '../go/incremental/lazily.ts';
import type { ManifestFacts } from './containers/manifest-facts.ts';
import type { ChosenMatch } from './matching/chosen-match.ts';
import type { GoSetup } from './build-files/go-setup.ts';
import type { ImageBuild } from './build-files/image-builds.ts';
import { type Composed, composed } from './compose/composed.ts';
import { sharedTables } from './shared-tables.ts';
import { createMatcher, type Matcher } from './matching/match.ts';
import { renamedImages } from './matching/renamed-images.ts';
import { imageKey } from './builds/target-stage.ts';
import { JoinedContainer } from './containers/joined-container.ts';
import { JoinedService } from './ports/joined-service.ts';

/** What a workspace holds of the three languages. */
export interface ContractInputs {
  readonly go: GoProject;
  /** By file, relative to the workspace. */
  readonly dockerfiles: ReadonlyMap<string, Dockerfile>;
  readonly workspace: Workspace;
  /** Facts of manifests, kept from revision to revision. */
  readonly manifests: ManifestFacts;
  /** What is on disk; absent: not all of it is known. */
  readonly list?: ListFolder;
  /** What compose, skaffold, bake and workflow files say of builds. */
  readonly builds?: readonly ImageBuild[];
  /** Steps of workflows that install Go. */
  readonly goSetups?: readonly GoSetup[];
  /** Which program a container runs as people decided. */
  readonly chosen?: readonly ChosenMatch[];
  /** The texts of Go files, as the facts were read from them; absent: nobody has them. */
  readonly sourceOf?: (file: string) => string | undefined;
  /** What charts make; absent: there are none, or it is a chart itself. */
  readonly charts?: () => readonly ChartContract[];
}

export function joinContract(inputs: ContractInputs, shared = sharedTables(inputs)): Contract {
  const { go, dockerfiles, workspace, manifests, list, builds = [], goSetups = [], chosen = [], sourceOf } = inputs;
  const { images, imageByKey } = shared;
  const matcher: () => Matcher = lazily(() =>
    createMatcher({ go, made: shared.made(), chosen, renamed: renamedImages(workspace) }),
  );
  const joined = (facts: ContainerFacts) => new JoinedContainer(facts, contract, matcher(), imageByKey, inline);
  const containers = lazily(() => manifests.containers(workspace).map(joined));
  const initContainers = lazily(() => manifests.initContainers(workspace).map(joined));
  const inline = lazily(() => inlinePatches(workspace));
  const ambiguousAmong = (some: readonly ContractContainer[]) =>
    some.flatMap((container) => {
      const programs = matcher().candidatesOf(container.facts);
      return programs.length > 1 ? [{ container, programs }] : [];
    });
  const ambiguous = lazily(() => ambiguousAmong(containers()));
  const tables = containerTables(containers);
  const initTables = containerTables(initContainers);
  const services = lazily(() =>
    manifests.services(workspace).map((facts) => new JoinedService(facts, workspace, tables.byManifest())),
  );
  const imagesOfProgram = lazily(() => groupBy(images(), ({ program }) => (program ? [program] : [])));
  const runs = new Map<ImageBuild, { readonly is: Composed | undefined }>();
  const contract: Contract = {
    go,
    workspace,
    ...(list ? { list } : {}),
    sourceOf: (file) => sourceOf?.(file),
    get images() {
      return images();
    },
    get containers() {
      return containers();
    },
    get initContainers() {
      return initContainers();
    },
    get services() {
      return services();
    },
    builds,
    goSetups,
    get charts() {
      return inputs.charts?.() ?? [];
    },
    get ambiguous() {
      return ambiguous();
    },
    ambiguousIn: (file) => ambiguousAmong(tables.byFile().get(file) ?? []),
    imagesOf: (program) => imagesOfProgram().get(program) ?? [],
    containersOf: (program) => tables.byProgram().get(program) ?? [],
    containersIn: ({ manifest }) => tables.byManifest().get(manifest) ?? [],
    imageOf: (build) => imageByKey().get(imageKey(build) ?? '') ?? null,
    composedOf(build) {
      const known = runs.get(build) ?? { is: composed(build, contract) };
      runs.set(build, known);
      return known.is;
    },
    at: (file) => partsOf(file),
  };
  const partsOf = filePartsOf(contract, {
    shared,
    containers: tables,
    initContainers: initTables,
    isDockerfile: (file) => dockerfiles.has(file),
  });
  return contract;
}
