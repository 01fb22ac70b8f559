import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { runInHost } from '../bed/host.ts';
import { startWorkbench } from '../bed/workbench.ts';
import { desktopVSCode, runInElectron } from './electron.ts';
import { bundledSuite, packagedExtension } from './packaged.ts';

export interface SuiteOptions {
  /** Absolute path of the folder to open. */
  readonly folder: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** False: the folder opens in Restricted Mode. */
  readonly trusted?: boolean;
  readonly timeoutSeconds?: number;
  /** Does from outside what the suite waits for. */
  readonly onPage?: (page: Page) => Promise<void>;
}

/** What the workbench itself writes into the page's console. */
const WORKBENCH_NOISE =
  /^(?:Unable to resolve resource|Ignoring fetching|\[\w+|Creating a socket|Resolv|Timed out waiting for auth)/;

/** Pictures of how suites ended: of use when one fails. */
const pictures = path.join(import.meta.dirname, '../../.vscode-test');

/**
 * Runs test/host/suites/NAME.ts in a real extension host with the packaged extension; throws when it fails. A desktop VS Code
 * where one can be had, else (and where the suite needs the page) the workbench in a browser.
 */
export async function runSuite(name: string, options: SuiteOptions): Promise<void> {
  const tests = await bundledSuite(name);
  try {
    const desktop = options.onPage ? undefined : await desktopVSCode();
    await (desktop === undefined ? runInBrowser(name, tests, options) : runOnDesktop(desktop, name, tests, options));
  } finally {
    await rm(path.dirname(tests), { recursive: true, force: true });
  }
}

const testExtension = path.join(import.meta.dirname, 'test-extension');

async function runOnDesktop(desktop: string, name: string, tests: string, options: SuiteOptions): Promise<void> {
  const { folder, settings = {}, env = {}, trusted = true } = options;
  const run = { vsix: packagedExtension(), tests, testExtension, folder, settings, env, trusted };
  const status = await runInElectron(desktop, run);
  if (status !== 0) throw new Error(`the suite ${name} failed with ${status}; its output is above`);
}

async function runInBrowser(name: string, tests: string, options: SuiteOptions): Promise<void> {
  const { folder, settings = {}, env = {}, trusted = true, timeoutSeconds = 300, onPage } = options;
  const workbench = await startWorkbench({ vsix: [packagedExtension()], settings, env, trusted });
  await mkdir(pictures, { recursive: true });
  const printed: string[] = [];
  try {
    const status = await runInHost({
      workbench,
      testExtension,
      tests,
      folder,
      timeoutSeconds,
      screenshot: path.join(pictures, `${name}.png`),
      ...(onPage && { onPage }),
      onLog: (line) => {
        if (!WORKBENCH_NOISE.test(line)) printed.push(line);
        if (line.startsWith('# ')) console.log(line);
      },
    });
    if (status !== 0) throw new Error(`the suite failed:\n${printed.slice(-60).join('\n')}`);
  } finally {
    await workbench.stop();
  }
}
