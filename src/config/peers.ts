import type { Report, RuleInfo, Severity } from '../lint/rule.ts';
import { readCheckovConfig } from './checkov-config.ts';
import { HADOLINT_LEVELS, type HadolintConfig, hadolintEntries, readHadolintConfig } from './hadolint-config.ts';
import { readKubeLinterConfig } from './kube-linter-config.ts';
import type { RuleIds } from './rule-ids.ts';
import type { SettingSource } from './setting-source.ts';
import { readShellcheckRc } from './shellcheck-rc.ts';
import { readTrivyIgnore, readTrivyIgnoreYaml } from './trivy-ignore.ts';

/** A configuration file; `file` is how the project calls it. */
export interface ConfigFile {
  readonly file: string;
  readonly text: string;
  /** Path of the workspace in the file's folder, where it lies in a folder above: globs count from the file. */
  readonly above?: string;
  /** What it extends, as written, that could not be read. */
  readonly missing?: readonly string[];
}

/** The configuration files of a workspace; absent = no such file. */
export interface ConfigFiles {
  /** `.gantry.yaml`, behind those that it extends. */
  readonly gantry?: readonly ConfigFile[];
  readonly hadolint?: ConfigFile;
  readonly trivyIgnore?: ConfigFile;
  readonly trivyIgnoreYaml?: ConfigFile;
  readonly checkov?: ConfigFile;
  readonly kubeLinter?: ConfigFile;
  readonly shellcheck?: ConfigFile;
}

/** What the peers' files say. */
export interface PeerSettings {
  readonly sources: readonly SettingSource[];
  /** hadolint's file and variables together. */
  readonly hadolint: HadolintConfig;
  readonly failOn?: Severity | 'never';
  readonly problems: ReadonlyMap<string, readonly Report[]>;
}

/** The pseudo rule under which faults of peers' configuration files are reported. */
export const peerConfigRule: RuleInfo = {
  id: 'peer-config',
  title: 'Keep the configuration of other linters valid',
  severity: 'warning',
  aliases: [],
  why: 'What hadolint, trivy, checkov or kube-linter are told in their own files counts here, too. A part that cannot be read has no effect, here as there, or the other tool refuses the whole file.',
  examples: [],
  exampleOf: 'workspace',
};

export function readPeers(
  files: ConfigFiles,
  ids: RuleIds,
  door: { readonly hadolint?: HadolintConfig; readonly today?: string },
): PeerSettings {
  const { hadolint, trivyIgnore, trivyIgnoreYaml, checkov, kubeLinter } = files;
  const problems = new Map<string, readonly Report[]>();
  const sources: SettingSource[] = [];
  const read = <Result extends { problems: readonly Report[] }>(
    file: ConfigFile | undefined,
    reader: (text: string) => Result,
  ): Result | undefined => {
    const result = file && reader(file.text);
    if (result) problems.set(file.file, result.problems);
    return result;
  };
  const checks = read(checkov, (text) => readCheckovConfig(text, ids));
  if (checks) sources.push({ entries: checks.entries });
  const add = (file: ConfigFile | undefined, found: readonly SettingSource[] = []) => {
    const above = file?.above;
    sources.push(...(above === undefined ? found : found.map((source) => ({ ...source, above }))));
  };
  add(kubeLinter, read(kubeLinter, (text) => readKubeLinterConfig(text, ids))?.sources);
  add(trivyIgnore, read(trivyIgnore, (text) => readTrivyIgnore(text, ids, door.today))?.sources);
  add(trivyIgnoreYaml, read(trivyIgnoreYaml, (text) => readTrivyIgnoreYaml(text, ids, door.today))?.sources);
  if (files.shellcheck) sources.push({ entries: readShellcheckRc(files.shellcheck.text, ids) });
  const fromFile = read(hadolint, (text) => readHadolintConfig(text, ids))?.config ?? {};
  const joined: HadolintConfig = {
    ...fromFile,
    ...door.hadolint,
    override: { ...fromFile.override, ...door.hadolint?.override },
  };
  sources.push({ entries: hadolintEntries(joined, ids) });
  const failOn = failingFrom(joined);
  return { sources, hadolint: joined, problems, ...(failOn === undefined ? {} : { failOn }) };
}

function failingFrom({ noFail, failureThreshold }: HadolintConfig): Severity | 'never' | undefined {
  if (noFail || failureThreshold === 'none') return 'never';
  if (failureThreshold === undefined) return undefined;
  return failureThreshold === 'ignore' ? 'hint' : HADOLINT_LEVELS[failureThreshold];
}
