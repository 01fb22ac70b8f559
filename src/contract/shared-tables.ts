import { folderOf } from '../kubernetes/paths.ts';
import type { Program } from '../go/project.ts';
import type { ImageBuild } from './build-files/image-builds.ts';
import type { ContractImage } from './contract.ts';
import { givenBy, type RunSettings } from './ports/effective-listener.ts';
import { type GoTables, goTables } from './go-tables.ts';
import { groupBy } from './group-by.ts';
import { programCalled } from './containers/program-called.ts';
import { ownArguments } from './images/image-run.ts';
import { runByName } from './compose/run-images.ts';
import { ownStart } from './images/own-start.ts';
import type { ContractInputs } from './inputs.ts';
import { lazily } from '../go/incremental/lazily.ts';
import { listenersOf, settingsOf } from './ports/listeners-of.ts';
import type { MadeImage } from './builds/made-image.ts';
import { type MadeImages, madeImages } from './builds/made-images.ts';
import { imageKey } from './builds/target-stage.ts';

/** What does not depend on the manifests: one for all contracts of the same source and images. */
export interface SharedTables {
  readonly made: () => MadeImages;
  readonly images: () => readonly ContractImage[];
  /** Images of stages before the last that builds stop at, but for those that people build for themselves. */
  readonly stages: () => readonly ContractImage[];
  /** Images of Dockerfiles that leave the program to the arguments of builds, one for each that these choose. */
  readonly told: () => readonly ContractImage[];
  /** Those three together, and by their Dockerfile and what they run. */
  readonly allImages: () => readonly ContractImage[];
  readonly imagesByFile: () => ReadonlyMap<string, readonly ContractImage[]>;
  readonly imagesByProgram: () => ReadonlyMap<Program, readonly ContractImage[]>;
  /** With what builds make that stop at a stage. */
  readonly imageByKey: () => ReadonlyMap<string, ContractImage>;
  /** What a build makes; null: nobody knows here. */
  readonly imageOf: (build: ImageBuild) => ContractImage | null;
  readonly programsByFile: () => ReadonlyMap<string, readonly Program[]>;
}

/** `ofGo`: of the same project, where they are there already. */
export function sharedTables(
  {
    go,
    dockerfiles,
    builds = [],
    list,
    sourceOf = () => undefined,
  }: Pick<ContractInputs, 'go' | 'dockerfiles' | 'builds' | 'list' | 'sourceOf'>,
  ofGo: GoTables = goTables(go),
): SharedTables {
  const made = lazily(() => madeImages(go, ofGo.names(), dockerfiles, { builds, sourceOf, ...(list ? { list } : {}) }));
  const images = lazily(() => [...made().images.values()].map(joinImage));
  const stopped = lazily(() => [...made().stopped].map(([key, image]) => [key, joinImage(image)] as const));
  const imageByKey = lazily(() => new Map([...images().map((image) => [image.file, image] as const), ...stopped()]));
  const isWhole = ({ file, dockerfile }: ContractImage) => dockerfiles.get(file) === dockerfile;
  const stages = lazily(() => {
    const released = new Set(builds.flatMap((build) => (build.service ? [] : (imageKey(build) ?? []))));
    return stopped().flatMap(([key, image]) => (released.has(key) && !isWhole(image) ? [image] : []));
  });
  const toldByBuild = lazily(() => {
    const joined = new Map([...new Set(made().told.values())].map((image) => [image, joinImage(image)] as const));
    return new Map([...made().told].map(([build, image]) => [build, joined.get(image) ?? joinImage(image)] as const));
  });
  const told = lazily(() => {
    const isReleased = (build: ImageBuild, image: ContractImage) => build.service === undefined || isWhole(image);
    return [...new Set([...toldByBuild()].flatMap(([build, image]) => (isReleased(build, image) ? [image] : [])))];
  });
  const madeBy = (build: ImageBuild) => toldByBuild().get(build) ?? imageByKey().get(imageKey(build) ?? '') ?? null;
  const runs = new Map<string, ContractImage | null>();
  const runBy = (name: string) => {
    const known = runs.get(name);
    if (known !== undefined) return known;
    const image = runByName(name, {
      modules: go.modules,
      named: (key) => (made().byName.get(key) ?? []).flatMap(({ file }) => imageByKey().get(file) ?? []),
      builds: (key) => made().buildsByName.get(key) ?? [],
      imageOf: madeBy,
    });
    runs.set(name, image);
    return image;
  };
  /** `docker build --target NAME -t NAME` stands in some script: the image is called as the last stage of a Dockerfile beside. */
  const stageBeside = (file: string, name: string) => {
    const folder = folderOf(file);
    const isCalledSo = ({ dockerfile }: ContractImage) => dockerfile.stages.at(-1)?.name?.value === name;
    const [only, second] = images().filter((image) => folderOf(image.file) === folder && isCalledSo(image));
    return (second ? undefined : only) ?? null;
  };
  const allImages = lazily(() => [...images(), ...stages(), ...told()]);
  return {
    made,
    images,
    allImages,
    imagesByFile: lazily(() => groupBy(allImages(), ({ file }) => [file])),
    imagesByProgram: lazily(() => groupBy(allImages(), ({ program }) => (program ? [program] : []))),
    stages,
    told,
    imageByKey,
    imageOf: (build) =>
      build.runs === undefined ? madeBy(build) : (runBy(build.runs) ?? stageBeside(build.file, build.runs)),
    programsByFile: ofGo.programsByFile,
  };
}

function joinImage({ file, dockerfile, run, built, program, scriptAt }: MadeImage): ContractImage {
  const start = ownStart({ file, run, scriptAt });
  const args = start ? (start.words?.slice(1).map(({ value }) => value) ?? null) : ownArguments(run);
  const settings: RunSettings = { env: start?.env ?? ((name) => run.env.get(name)), args };
  const called = program && programCalled(program, args && [args]);
  const given = lazily(() => (called ? settingsOf(called, settings) : settings));
  return {
    ...{ file, dockerfile, run, built, program, scriptAt },
    given: (by) => givenBy(by, given()),
    listeners: listenersOf(called, settings),
  };
}
