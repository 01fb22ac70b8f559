import type { Page } from 'playwright-core';
import type { Workbench } from './workbench.ts';
import { address, newPage, remote } from './workbench.ts';

export interface HostOptions {
  /** The product is what is installed in it. */
  readonly workbench: Workbench;
  /** An empty extension: the host wants one to test, and naming the product's folder would shadow the installed one. */
  readonly testExtension: string;
  /** Absolute path of a CommonJS module that exports run(). */
  readonly tests: string;
  /** Absolute path of the folder to open. */
  readonly folder: string;
  /** Where to put a picture of the end. */
  readonly screenshot?: string;
  readonly timeoutSeconds?: number;
  /** Drives the same page beside the suite, for what only a click can do; its failure ends the run. */
  readonly onPage?: (page: Page) => Promise<void>;
  /** Gets each line that the suite prints; default: this process's own output. */
  readonly onLog?: (line: string) => void;
}

/**
 * Runs a suite in the real extension host; resolves to 0 when its run() returned, to another number when it threw. In this
 * mode the workbench answers modal dialogs by itself and keeps notifications behind the bell (see showNotifications).
 */
export async function runInHost(options: HostOptions): Promise<number> {
  const { workbench, folder, screenshot, timeoutSeconds = 300, onPage, onLog = console.log } = options;
  const page = await newPage(workbench);
  try {
    const finished = new Promise<number>((resolve, reject) => {
      page.exposeFunction('codeAutomationExit', resolve).catch(reject);
    });
    await page.exposeFunction('codeAutomationLog', (_type: string, words: readonly unknown[]) => {
      onLog(words.map(String).join(' '));
    });
    await reportSuites(page);
    const payload = [
      ['extensionDevelopmentPath', remote(workbench, options.testExtension)],
      ['extensionTestsPath', remote(workbench, options.tests)],
      ['skipWelcome', 'true'],
    ];
    await page.goto(address(workbench, folder, payload), { timeout: 120_000 });
    const driven = onPage?.(page).then(() => new Promise<never>(() => undefined));
    const status = await Promise.race([finished, late(timeoutSeconds), ...(driven ? [driven] : [])]);
    if (screenshot) await page.screenshot({ path: screenshot });
    return status;
  } catch (error) {
    if (screenshot) await page.screenshot({ path: screenshot }).catch(() => undefined);
    throw error;
  } finally {
    await page.context().browser()?.close();
  }
}

/** Opens the list of notifications, whose buttons then can be clicked: in a suite none of them pops up. */
export async function showNotifications(page: Page): Promise<void> {
  const list = page.locator('.notifications-center.visible');
  const bell = page.locator('[id="status.notifications"]');
  await bell.and(page.locator(':has(.codicon-bell-dot)')).waitFor();
  if (!(await list.isVisible())) await bell.click();
  await list.waitFor();
}

/** The workbench tells the page how a suite ended only with this option, which no flag of the server sets. */
async function reportSuites(page: Page): Promise<void> {
  const option = '&quot;developmentOptions&quot;:{';
  await page.route(
    (url) => url.pathname === '/' && url.searchParams.has('folder'),
    async (route) => {
      const response = await route.fetch();
      const body = await response.text();
      if (!body.includes(option)) throw new Error('this version of the workbench has no developmentOptions to add to');
      await route.fulfill({ response, body: body.replace(option, `${option}&quot;enableSmokeTestDriver&quot;:true,`) });
    },
  );
}

function late(seconds: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`the suite has no result after ${seconds} s`)), seconds * 1000).unref();
  });
}
