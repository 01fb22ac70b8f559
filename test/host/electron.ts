import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { cacheFolder } from '../bed/cache.ts';

export interface ElectronRun {
  /** Absolute path of the package under test. */
  readonly vsix: string;
  /** Absolute path of the suite's module. */
  readonly tests: string;
  readonly testExtension: string;
  readonly folder: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
  readonly trusted: boolean;
}

const DOWNLOAD_TIMEOUT = 15_000;

/** Path of a desktop VS Code, downloaded once into the cache; undefined where it cannot be had, as without a network. */
export async function desktopVSCode(): Promise<string | undefined> {
  if (process.env['GANTRY_TEST_HOST'] === 'browser') return undefined;
  try {
    return await downloadAndUnzipVSCode({ cachePath: path.join(cacheFolder(), 'vscode'), timeout: DOWNLOAD_TIMEOUT });
  } catch {
    return undefined;
  }
}

/** Runs a suite in a desktop VS Code of its own profile, with the package installed; resolves to the exit status. */
export async function runInElectron(executable: string, run: ElectronRun): Promise<number> {
  const profile = await mkdtemp(path.join(tmpdir(), 'gantry-vscode-'));
  const userData = path.join(profile, 'user');
  const extensions = path.join(profile, 'extensions');
  const places = [`--user-data-dir=${userData}`, `--extensions-dir=${extensions}`];
  try {
    await mkdir(path.join(userData, 'User'), { recursive: true });
    await writeFile(path.join(userData, 'User', 'settings.json'), JSON.stringify(run.settings));
    const [cli = executable, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable);
    const installed = spawnSync(cli, [...args, ...places, '--install-extension', run.vsix], { stdio: 'inherit' });
    if (installed.status !== 0) throw new Error('the package could not be installed into VS Code');
    return await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: run.testExtension,
      extensionTestsPath: run.tests,
      extensionTestsEnv: { ...run.env },
      launchArgs: [run.folder, ...places, '--skip-welcome', ...(run.trusted ? ['--disable-workspace-trust'] : [])],
    });
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}
