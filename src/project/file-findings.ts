import type { ContractFile } from '../contract/lint.ts';
import { mergeFindings } from '../contract/merge-findings.ts';
import { gantryConfigRule } from '../config/gantry-config.ts';
import { peerConfigRule } from '../config/peers.ts';
import type { ProjectSettings } from '../config/settings.ts';
import type { ListFolder } from '../dockerfile/files/file-tree.ts';
import type { IgnoreSubject } from '../dockerfile/ignore-rules/subject.ts';
import { lintDockerfile } from '../dockerfile/lint.ts';
import { lintIgnoreFile } from '../dockerfile/files/lint-ignore-file.ts';
import { lintManifests } from '../kubernetes/lint.ts';
import type { ManifestFile } from '../kubernetes/model.ts';
import type { ManifestRule } from '../kubernetes/subject.ts';
import type { Workspace } from '../kubernetes/workspace.ts';
import type { Finding } from '../lint/finding.ts';
import { lint } from '../lint/lint.ts';
import type { Report, RuleInfo } from '../lint/rule.ts';
import type { ShellCheckAnswers } from '../shell/shellcheck.ts';
import type { ParsedFile } from './parsed-file.ts';

/** What the findings of a file hang on beside its own text. */
export interface Surroundings {
  readonly settings: ProjectSettings;
  readonly workspace: Workspace;
  /** What lies where; absent: not all of it is known. */
  readonly list?: ListFolder;
  /** Text of the .dockerignore that a build of a Dockerfile would use; null = there is none. */
  readonly ignoreFile: (dockerfile: string) => string | null;
  readonly shellCheck: ShellCheckAnswers | null;
  readonly userRules: () => readonly ManifestRule[];
  /** What is wrong with rules that users wrote in a configuration file. */
  readonly ruleProblems: (file: string) => readonly Report[];
  /** What Go source and Dockerfile show of findings about manifests. */
  readonly proven: (findings: readonly Finding[], manifests: ManifestFile) => readonly Finding[];
  /** Findings of the contract in one file. */
  readonly joined: (file: ContractFile) => readonly Finding[];
}

/** What is found in a file of the project, sorted by position. */
export function findingsOf(file: string, parsed: ParsedFile, text: string, around: Surroundings): readonly Finding[] {
  const own = ownFindings(file, parsed, text, around);
  // What is wrong in a configuration is wrong whatever the project is.
  if (parsed.kind === 'gantry-config' || parsed.kind === 'peer-config') return own;
  return mergeFindings(own, around.joined(contractFile(file, parsed, text)));
}

/** The same without the contract, which knows the text that the project has, and no other. */
export function ownFindings(file: string, parsed: ParsedFile, text: string, around: Surroundings): readonly Finding[] {
  const { settings, workspace, list, shellCheck } = around;
  switch (parsed.kind) {
    case 'dockerfile':
      return lintDockerfile(
        {
          dockerfile: parsed.dockerfile,
          ignoreFile: around.ignoreFile(file),
          file,
          ...(list ? { list } : {}),
          ...(shellCheck ? { shellCheck } : {}),
        },
        settings.lintFor(file),
      );
    case 'manifests': {
      const found = lintManifests(parsed.manifests, workspace, settings.lintFor(file), around.userRules());
      return around.proven(found, parsed.manifests);
    }
    case 'dockerignore':
      return lintIgnoreFile({ text, ...contextOf(file, list) }, settings.lintFor(file));
    case 'gantry-config':
      return problemsOf(file, gantryConfigRule, around);
    case 'peer-config':
      return problemsOf(file, peerConfigRule, around);
    default:
      return [];
  }
}

function contractFile(file: string, parsed: ParsedFile, text: string): ContractFile {
  switch (parsed.kind) {
    case 'dockerfile':
      return { file, dockerfile: parsed.dockerfile };
    case 'manifests':
      return { file, manifests: parsed.manifests };
    case 'builds':
      return parsed.manifests ? { file, manifests: parsed.manifests } : { file, source: text };
    case 'go':
      return { file, source: text };
    default:
      return { file, text };
  }
}

/** The build context of an ignore file: its folder, unless its name belongs to a Dockerfile that may be built from elsewhere. */
function contextOf(file: string, list: ListFolder | undefined): Pick<IgnoreSubject, 'context'> {
  const slash = file.lastIndexOf('/');
  const folder = slash < 0 ? '' : file.slice(0, slash);
  const certain = folder === '' || file.slice(slash + 1) === '.dockerignore';
  return certain && list ? { context: { list, folder } } : {};
}

/** What is wrong in a configuration file, if it is one that counts. */
function problemsOf(file: string, rule: RuleInfo, { settings, ruleProblems }: Surroundings): readonly Finding[] {
  const found = [...(settings.problems.get(file) ?? []), ...ruleProblems(file)];
  return lint(found, [{ ...rule, check: (problems) => problems }], settings.lintFor(file));
}
