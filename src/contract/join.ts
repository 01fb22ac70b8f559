import type { ContainerFacts } from './containers/containers.ts';
import { containerTables } from './containers/container-tables.ts';
import type { Composed, Contract, ContractContainer } from './contract.ts';
import { filePartsOf } from './file-parts.ts';
import type { ContractInputs } from './inputs.ts';
import { groupBy } from './group-by.ts';
import { lazily } from '../go/incremental/lazily.ts';
import type { ImageBuild } from './build-files/image-builds.ts';
import { composed } from './compose/composed.ts';
import { sharedTables } from './shared-tables.ts';
import { createMatchers } from './matching/kept-matches.ts';
import type { Matcher } from './matching/match.ts';
import { renamedImages } from './matching/renamed-images.ts';
import { JoinedContainer } from './containers/joined-container.ts';
import { JoinedService } from './ports/joined-service.ts';

export function joinContract(inputs: ContractInputs, shared = sharedTables(inputs)): Contract {
  const { go, dockerfiles, workspace, manifests, list, builds = [], goSetups = [], chosen = [], sourceOf } = inputs;
  const { images, imageByKey } = shared;
  const { matchers = createMatchers() } = inputs;
  const matcher: () => Matcher = lazily(() =>
    matchers(workspace, {
      go,
      made: shared.made(),
      builds,
      chosen,
      renamed: inputs.renamed?.() ?? workspace.once(renamedImages),
    }),
  );
  const joined = (facts: ContainerFacts) => new JoinedContainer(facts, contract, matcher(), imageByKey);
  const containers = lazily(() => manifests.containers(workspace).map(joined));
  const initContainers = lazily(() => manifests.initContainers(workspace).map(joined));
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
    get overlays() {
      return inputs.overlays?.() ?? [];
    },
    get ambiguous() {
      return ambiguous();
    },
    ambiguousIn: (file) => ambiguousAmong(tables.byFile().get(file) ?? []),
    imagesOf: (program) => imagesOfProgram().get(program) ?? [],
    containersOf: (program) => tables.byProgram().get(program) ?? [],
    containersOfImage: (image) => [tables, initTables].flatMap(({ byImage }) => byImage().get(image) ?? []),
    containersIn: ({ manifest }) => tables.byManifest().get(manifest) ?? [],
    imageOf: (build) => shared.imageOf(build),
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
