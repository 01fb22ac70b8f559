import type { ContractInputs } from '../../src/contract/inputs.ts';
import { buildsOfManifests } from '../../src/contract/build-files/read.ts';
import type { GoSetup } from '../../src/contract/build-files/go-setup.ts';
import type { ImageBuild } from '../../src/contract/build-files/image-builds.ts';
import { createManifestFacts } from '../../src/contract/containers/manifest-facts.ts';
import type { ContractGraph } from '../../src/contract/graph/types.ts';
import type { Dockerfile } from '../../src/dockerfile/model.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { analyze } from '../../src/go/analyze.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';
import { parseFile } from '../../src/project/parsed-file.ts';
import type { Finding } from '../../src/lint/finding.ts';
import { createJoiner } from '../../src/project/joint.ts';
import { createProject, type Project } from '../../src/project/project.ts';
import { listOf } from '../dockerfile/examples.ts';
import { filesOf } from '../containerize/facts.ts';

export type Texts = Readonly<Record<string, string>>;

/** The three languages of a test's files, read by the real parsers and the real analysis. */
export async function inputsOf(texts: Texts): Promise<ContractInputs> {
  const dockerfiles = new Map<string, Dockerfile>();
  const workspace = createWorkspace();
  const builds: ImageBuild[] = [];
  const goSetups: GoSetup[] = [];
  for (const [file, text] of Object.entries(texts)) {
    if (/Dockerfile(?:\.\w+)?$/.test(file)) dockerfiles.set(file, parseDockerfile(text));
    if (/\.ya?ml$/.test(file)) workspace.set(file, parseManifests(text, file));
    const parsed = parseFile(file, text);
    if (parsed.kind === 'builds') {
      builds.push(...parsed.builds);
      goSetups.push(...parsed.goSetups);
    }
    if (parsed.kind === 'manifests') builds.push(...buildsOfManifests(parsed.manifests));
  }
  workspace.setComplete(true);
  const list = listOf(Object.keys(texts));
  return {
    go: await analyze(filesOf(texts)),
    dockerfiles,
    workspace,
    manifests: createManifestFacts(),
    list,
    builds,
    goSetups,
    sourceOf: (file) => texts[file],
  };
}

/** By file, where there are any; every rule speaks. */
export async function findingsOf(texts: Texts): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const inputs = await inputsOf(texts);
  const joint = createJoiner()({ ...inputs, charts: [], lintFor: () => ({ enableAll: true }) });
  const found = new Map<string, readonly Finding[]>();
  for (const [file, source] of Object.entries(texts)) {
    const dockerfile = inputs.dockerfiles.get(file);
    const manifests = inputs.workspace.file(file);
    const findings = joint.findings(
      dockerfile ? { file, dockerfile } : manifests ? { file, manifests } : { file, source },
    );
    if (findings.length > 0) found.set(file, findings);
  }
  return found;
}

/** A project of these files, as the command line has it. */
export async function projectOf(texts: Texts): Promise<Project> {
  const project = createProject();
  for (const [file, text] of Object.entries(texts)) {
    project.know(file);
    project.set(file, text);
  }
  project.complete();
  project.setGo(await analyze(filesOf(texts)));
  return project;
}

/** `program`: its id; only what is joined with it. */
export async function graphOf(texts: Texts, program?: string): Promise<ContractGraph> {
  return (await projectOf(texts)).graph(program);
}
