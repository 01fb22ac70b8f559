import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Place } from './claim.ts';
import { claim } from './claim.ts';
import { ensureWorkbench } from './code-server.ts';
import { killStartedIn } from './leftovers.ts';
import { freePort } from './network.ts';
import { run, startProcess } from './process.ts';

/** A real VS Code workbench in the browser with its real extension host. */
export interface Workbench {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  /** Settings, logs and state. */
  readonly userData: string;
  readonly extensions: string;
  readonly chromium: string;
  /** Browsers to close before the workbench ends. */
  readonly browsers: Set<() => Promise<void>>;
  readonly stop: () => Promise<void>;
}

export interface WorkbenchOptions {
  /** Packages to install into it. */
  readonly vsix?: readonly string[];
  /** Added to what keeps the workbench quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** False: folders open in Restricted Mode until the user trusts them. */
  readonly trusted?: boolean;
  /** For the server and so for the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** A folder of installed extensions to use and keep; default: an empty one that ends with the workbench. */
  readonly extensionsDir?: string;
}

/** Starts a workbench that has never been used, with these extensions (5 s once it is installed). */
export async function startWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const { vsix = [], settings = {}, trusted = true, env = {} } = options;
  const { entry, chromium } = await ensureWorkbench();
  const place = await claim('workbench', sweep);
  const { folder, data } = place;
  const userData = path.join(data, 'user');
  const extensions = options.extensionsDir ?? path.join(data, 'extensions');
  const folders = ['--user-data-dir', userData, '--extensions-dir', extensions];
  try {
    await mkdir(path.join(userData, 'User'), { recursive: true });
    await mkdir(extensions, { recursive: true });
    await writeFile(path.join(userData, 'User/settings.json'), JSON.stringify({ ...quiet(trusted), ...settings }));
    // An empty file instead of the user's own ~/.config/code-server/config.yaml.
    await writeFile(path.join(folder, 'config.yaml'), '{}\n');
    const config = ['--config', path.join(folder, 'config.yaml')];
    for (const file of vsix) {
      await run(process.execPath, [entry, ...config, ...folders, '--install-extension', file, '--force']);
    }
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const server = await startProcess({
      command: process.execPath,
      args: [
        entry,
        ...config,
        ...folders,
        ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`],
        ...['--disable-telemetry', '--disable-update-check'],
      ],
      // No gallery: nothing is asked of a network, and nothing but what the test installed runs.
      env: { EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...env },
      log: path.join(folder, 'server.log'),
      ready: async () => (await fetch(`${url}/healthz`)).ok,
      grace: 5,
    });
    const browsers = new Set<() => Promise<void>>();
    const stop = async (): Promise<void> => {
      for (const close of browsers) await close();
      await server.stop();
      await place.release();
    };
    return { url, userData, extensions, chromium, browsers, stop };
  } catch (error) {
    await place.release();
    throw error;
  }
}

export interface OpenOptions {
  readonly workbench: Workbench;
  /** Absolute path of the folder to open. */
  readonly folder: string;
  /** Files of the folder to show in editors. */
  readonly files?: readonly string[];
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** Opens a folder in a headless browser, as a user would see it; the page closes with the workbench. */
export async function openWorkbench(options: OpenOptions): Promise<Page> {
  const { workbench, folder, files = [], viewport } = options;
  const page = await newPage(workbench, viewport);
  const payload = [
    ['skipWelcome', 'true'],
    ...files.map((file) => ['openFile', remote(workbench, path.join(folder, file))]),
  ];
  await page.goto(address(workbench, folder, payload), { timeout: 120_000 });
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
  return page;
}

/** An empty page of a browser of its own; see openWorkbench. */
export async function newPage(workbench: Workbench, viewport = { width: 1400, height: 900 }): Promise<Page> {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath: workbench.chromium,
    args: [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets,BlockInsecurePrivateNetworkRequests',
    ],
  });
  const close = (): Promise<void> => browser.close();
  workbench.browsers.add(close);
  browser.once('disconnected', () => workbench.browsers.delete(close));
  return browser.newPage({ viewport });
}

/** A file as the workbench names it. */
export function remote(workbench: Workbench, file: string): string {
  return `vscode-remote://${new URL(workbench.url).host}${file}`;
}

/** The workbench's address for a folder; `payload` is what VS Code's desktop takes from its command line. */
export function address(workbench: Workbench, folder: string, payload: readonly (readonly string[])[]): string {
  return `${workbench.url}/?folder=${encodeURI(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

async function sweep({ folder, data }: Place): Promise<void> {
  await killStartedIn(folder);
  await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

function quiet(trusted: boolean): Readonly<Record<string, unknown>> {
  return {
    'security.workspace.trust.enabled': !trusted,
    'security.workspace.trust.startupPrompt': 'never',
    'chat.disableAIFeatures': true,
    'extensions.autoUpdate': false,
    'extensions.autoCheckUpdates': false,
    'extensions.ignoreRecommendations': true,
    'telemetry.telemetryLevel': 'off',
    'workbench.startupEditor': 'none',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.tips.enabled': false,
  };
}
