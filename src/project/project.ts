import type { ExpressionEngine } from '../cel/types.ts';
import { contractGraph } from '../contract/graph/graph.ts';
import type { ContractGraph } from '../contract/graph/types.ts';
import type { AmbiguousContainer, Contract } from '../contract/contract.ts';
import { withEvidence } from '../contract/evidence.ts';
import { withoutOwnSsh } from '../contract/ports/own-ssh.ts';
import type { ContractFile } from '../contract/lint.ts';
import type { LiveCluster } from '../contract/live/live-cluster.ts';
import { reported } from '../contract/reported.ts';
import { sourceFilesOf } from '../contract/source-files.ts';
import { fileKind, isGoFile } from '../config/file-kind.ts';
import { defaultSettings, type ProjectSettings } from '../config/settings.ts';
import { createFileTree, type ListFolder, pathsBelow } from '../dockerfile/files/file-tree.ts';
import type { Dockerfile } from '../dockerfile/model.ts';
import type { GoProject } from '../go/project.ts';
import type { ManifestFile } from '../kubernetes/model.ts';
import { parseManifests } from '../kubernetes/parse.ts';
import { minorOf, NEWEST_MINOR } from '../kubernetes/version.ts';
import { createWorkspace, type Workspace } from '../kubernetes/workspace.ts';
import type { Finding } from '../lint/finding.ts';
import { fixAll } from '../lint/fix-all.ts';
import type { ShellCheckAnswers } from '../shell/shellcheck.ts';
import { allRules } from './all-rules.ts';
import { type Baseline, known, newSince } from './baseline.ts';
import { createCharts } from './charts.ts';
import { type Entry, entryOf } from './entry.ts';
import { findingsOf, ownFindings, type Surroundings } from './file-findings.ts';
import { createSources, dockerfilesOf } from './contract-sources.ts';
import { type IgnoreEdit, ignoreIn } from './ignore-edit.ts';
import { habitOf } from './ignore-words.ts';
import { ignoreFileOf } from './ignore-file-of.ts';
import { createJoiner, type Joint } from './joint.ts';
import { lintRendered, type Rendered } from './lint-rendered.ts';
import { NO_GO } from './no-go.ts';
import { type ParsedFile, parseFile } from './parsed-file.ts';
import { createUserRules } from './user-rules.ts';

/**
 * The files of one folder, parsed once per text, and what is found in them. It holds what it is given and reads nothing;
 * findings depend only on the present texts, settings and Go facts, not on the order they came in.
 * Files are named relative to the folder, with `/`.
 */
export interface Project {
  readonly set: (file: string, text: string) => void;
  readonly remove: (file: string) => void;
  /** A file is on disk, whatever it is: rules may look whether there is one, not what is in it. `unseen`: a folder that git ignores. False: nothing new. */
  readonly know: (file: string, kind?: 'file' | 'unseen') => boolean;
  /** A file, or a folder with all below it, is not on disk any more. False: nobody knew it. */
  readonly forget: (file: string) => boolean;
  readonly configure: (settings: ProjectSettings) => void;
  /** All files are known now: rules across files may speak. */
  readonly complete: () => void;
  /** What is known of the cluster that the workspace is for; null: not connected. */
  readonly setCluster: (cluster: ClusterFacts | null) => void;
  /** What the Go analysis found; null = nothing is known. */
  readonly setGo: (project: GoProject | null) => void;
  readonly go: () => GoProject | null;
  /** What the user's own ShellCheck says, or that it says more than before; null = it is not asked. */
  readonly setShellCheck: (answers: ShellCheckAnswers | null) => void;
  /** Whether users wrote rules as expressions, and nothing has been given to read them with. */
  readonly wantsExpressions: () => boolean;
  readonly setExpressions: (engine: ExpressionEngine) => void;
  /** Text of the .dockerignore that a build of a Dockerfile would use; null = there is none. */
  readonly ignoreFile: (dockerfile: string) => string | null;
  readonly text: (file: string) => string | undefined;
  readonly parsed: (file: string) => ParsedFile | undefined;
  /** Lets go of what was read of a file, for doors that report each once; it is read again when somebody asks. */
  readonly release: (file: string) => void;
  readonly files: () => Iterable<string>;
  /** The manifests of all files, to be asked only. */
  readonly workspace: Workspace;
  /** What lies in a folder on disk. */
  readonly list: ListFolder;
  readonly ignores: (file: string) => boolean;
  /** True: there is Go, and Dockerfiles, manifests or workflows that its facts can be joined with. */
  readonly joins: () => boolean;
  /** Findings that are not shown: those of a former report; null = none. */
  readonly setBaseline: (baseline: Baseline | null) => void;
  /** Sorted by position; without those of the baseline. */
  readonly findings: (file: string) => readonly Finding[];
  readonly allFindings: (file: string) => readonly Finding[];
  /** What is found in texts that another tool made of files of this folder, as a workspace of their own; by their order. */
  readonly lintRendered: (rendered: readonly Rendered[]) => readonly (readonly Finding[])[];
  /** The Go files that have findings, whether their texts are known or not; sorted. */
  readonly sourceWithFindings: () => readonly string[];
  /** The three languages joined; null without Go facts, and until all files are known. */
  readonly contract: () => Contract | null;
  /** How programs, images and manifests are joined; without Go facts what the others say. `program`: its id in the graph; only what is joined with it. `live`: what a cluster has of it. */
  readonly graph: (program?: string, live?: LiveCluster | null) => ContractGraph;
  /** Containers, of all files or of one, that may run one of several programs, and nobody has said which. */
  readonly ambiguous: (file?: string) => readonly AmbiguousContainer[];
  /** The comment that silences a finding of a file, in the words that the workspace uses; undefined where none can stand. */
  readonly ignoreHere: (file: string, finding: Finding) => IgnoreEdit | undefined;
  /** The text with every safe fix applied; undefined for unknown files. */
  readonly fixAll: (file: string) => string | undefined;
}

/** What a connected cluster says of itself. */
export interface ClusterFacts {
  /** As it names it, such as `v1.36.3`. */
  readonly version?: string;
  /** Its CustomResourceDefinitions, as YAML or JSON texts. */
  readonly definitions?: readonly string[];
}

/** Texts of Go files that it was not given: they are read only for the few that a repair writes into. */
export interface ProjectOptions {
  readonly sourceOf?: (file: string) => string | undefined;
}

export function createProject({ sourceOf }: ProjectOptions = {}): Project {
  const entries = new Map<string, Entry>();
  const workspace = createWorkspace();
  const tree = createFileTree();
  /** Whether the tree has Go; null: nobody has looked since something went. */
  let holdsGo: boolean | null = false;
  let settings = defaultSettings(allRules);
  let clusterVersion: string | undefined;
  let go: GoProject | null = null;
  let shellCheck: ShellCheckAnswers | null = null;
  let baseline: Baseline | null = null;
  /** Counts every change; cached answers of an older revision are thrown away. */
  let revision = 0;
  const join = createJoiner();
  const charts = createCharts();
  const userRules = createUserRules(workspace);
  const sources = createSources(entries);
  let joint: { readonly revision: number; readonly is: Joint } | undefined;

  return {
    set(file, text) {
      if (entries.get(file)?.text === text) return;
      // What Go source says comes with the facts of its analysis.
      if (!isGoFile(file)) revision++;
      const entry = entryOf(file, text, entries.get(file)?.lastRead());
      entries.set(file, entry);
      sources.edited(file);
      // Manifests are joined with those of other files at once; Dockerfiles wait until somebody asks.
      if (fileKind(file) !== 'dockerfile' && entry.parsed.kind === 'manifests') {
        workspace.set(file, entry.parsed.manifests);
      } else workspace.remove(file);
      if (entry.parsed.kind === 'env-file') workspace.setEnvFile(file, text);
      charts.set(file, text);
    },
    remove(file) {
      if (!entries.delete(file) || isGoFile(file)) return;
      revision++;
      sources.edited(file);
      workspace.remove(file);
      charts.remove(file);
    },
    know(file, kind = 'file') {
      const news = tree.add(file, kind);
      if (kind === 'file' && isGoFile(file)) holdsGo = true;
      if (news) revision++;
      return news;
    },
    forget(file) {
      const known = tree.remove(file);
      if (known) {
        revision++;
        holdsGo = null;
      }
      return known;
    },
    configure(next) {
      revision++;
      settings = next;
      setTarget();
      userRules.write(settings.customRules);
    },
    complete() {
      revision++;
      workspace.setComplete(true);
    },
    setCluster(next) {
      revision++;
      clusterVersion = next?.version;
      workspace.schemas.setCluster((next?.definitions ?? []).map((text) => parseManifests(text)));
      setTarget();
    },
    setGo(next) {
      revision++;
      go = next;
    },
    go: () => go,
    setShellCheck(next) {
      revision++;
      shellCheck = next;
    },
    wantsExpressions: userRules.wantsEngine,
    setExpressions(engine) {
      revision++;
      userRules.setEngine(engine);
    },
    ignoreFile,
    text: (file) => entries.get(file)?.text,
    parsed: (file) => entries.get(file)?.parsed,
    release(file) {
      const entry = entries.get(file);
      entry?.release();
      if (entry) delete entry.found;
    },
    files: () => entries.keys(),
    workspace,
    list: tree.list,
    ignores: (file) => settings.ignores(file),
    joins: () =>
      hasGo() &&
      [...entries.values()].some(
        ({ parsed }) =>
          parsed.kind === 'dockerfile' ||
          parsed.kind === 'manifests' ||
          (parsed.kind === 'builds' && parsed.goSetups.length > 0),
      ),
    setBaseline(next) {
      baseline = next;
    },
    findings(file) {
      const all = allFindings(file);
      return baseline ? newSince(baseline, all, (finding) => [known(file, finding)]) : all;
    },
    allFindings,
    sourceWithFindings() {
      if (!go || !workspace.complete) return [];
      const facts = go;
      const files = new Set(facts.programs.flatMap((program) => sourceFilesOf(program, facts)));
      return [...files].filter((file) => joined({ file, source: '' }).length > 0).sort();
    },
    lintRendered: (rendered) => lintRendered(rendered, settings, workspace),
    contract: () => (go && workspace.complete ? jointNow(go).contract : null),
    graph(program, live) {
      const { contract, lint: rules, graphRenderings } = jointNow(go ?? NO_GO);
      return contractGraph(
        contract,
        { faults: (parts) => reported(rules.faults(parts), findingsAround), ofManifests: allFindings },
        program,
        live,
        graphRenderings(findingsAround),
      );
    },
    ambiguous(file) {
      if (!go || !workspace.complete) return [];
      const { contract } = jointNow(go);
      return file === undefined ? contract.ambiguous : contract.ambiguousIn(file);
    },
    ignoreHere(file, finding) {
      const entry = entries.get(file);
      const dialect = (dockerfile: Dockerfile) => habitOf(dockerfile, dockerfilesOf(entries).values());
      return entry && ignoreIn(entry.parsed, entry.text, finding, dialect);
    },
    fixAll(file) {
      const entry = entries.get(file);
      return entry && fixAll(entry.text, (text) => ownFindings(file, parseFile(file, text), text, around()));
    },
  };

  /** Looked for anew only after something has gone: a tree without Go is walked as a whole. */
  function hasGo(): boolean {
    if (holdsGo === null) {
      holdsGo = false;
      for (const path of pathsBelow(tree.list, '', Infinity)) {
        holdsGo = isGoFile(path);
        if (holdsGo) break;
      }
    }
    return holdsGo;
  }

  /** What is configured, else the cluster's, else the newest. */
  function setTarget(): void {
    const version = settings.kubernetesVersion ?? clusterVersion;
    workspace.setTarget((version === undefined ? undefined : minorOf(version)) ?? NEWEST_MINOR);
  }

  /** What findings hang on beside the text of their file. */
  function around(): Surroundings {
    return {
      settings,
      workspace,
      ...disk(),
      ignoreFile,
      shellCheck,
      userRules: () => userRules.rules(revision),
      ruleProblems: userRules.problems,
      proven,
      joined,
    };
  }

  /** What lies where, once all of it is known. */
  function disk(): { readonly list?: ListFolder } {
    return workspace.complete ? { list: tree.list } : {};
  }

  function ignoreFile(dockerfile: string): string | null {
    return ignoreFileOf(dockerfile, (name) => entries.get(name)?.text ?? null);
  }

  function allFindings(file: string): readonly Finding[] {
    const entry = entries.get(file);
    if (!entry) return [];
    if (entry.found?.revision !== revision) {
      entry.found = { revision, findings: findingsOf(file, entry.parsed, entry.text, around()) };
    }
    return entry.found.findings;
  }

  /** What Go source and Dockerfile show of findings about manifests: fixes that stop no program, ports that are its own. */
  function proven(findings: readonly Finding[], manifests: ManifestFile): readonly Finding[] {
    const facts = go;
    if (!facts || !workspace.complete) return findings;
    const contract = () => jointNow(facts).contract;
    return withEvidence(withoutOwnSsh(findings, manifests, contract), manifests, contract);
  }

  /** What joins the languages; made once per revision, and of it only what somebody asks for. */
  function jointNow(go: GoProject): Joint {
    if (joint?.revision !== revision) {
      const is = join({
        go,
        ...sources.all(),
        workspace,
        chosen: settings.matches,
        sourceOf: (file) => entries.get(file)?.text ?? sourceOf?.(file),
        charts: charts.all(),
        lintFor: settings.lintFor,
        userRules: () => userRules.rules(revision),
        ...disk(),
      });
      joint = { revision, is };
    }
    return joint.is;
  }

  function findingsAround(file: string): readonly Finding[] {
    if (entries.has(file)) return allFindings(file);
    return isGoFile(file) ? joined({ file, source: sourceOf?.(file) ?? '' }) : [];
  }

  /** Findings of the contract in one file; where there is no Go, those that need none. */
  function joined(file: ContractFile): readonly Finding[] {
    if (!workspace.complete) return [];
    if (go) return jointNow(go).findings(file);
    // What waits for the source is said with it.
    return hasGo() ? [] : jointNow(NO_GO).ofOverlays(file);
  }
}
