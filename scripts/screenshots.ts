// `npm run screenshots`: drives the packaged extension in a real workbench, as a user would, and takes the README's pictures;
// with names of steps only these, in their order: `-- containerize build cluster live`.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openWorkbench, startWorkbench } from '../test/bed/workbench.ts';
import { packagedExtension } from '../test/host/packaged.ts';
import { startShopBed } from '../test/host/shop-bed.ts';

const folder = path.join(import.meta.dirname, '../media/screenshots');
await mkdir(folder, { recursive: true });

/** A Deployment as reviews find it, with what it names below. */
const WEB = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: web:latest
          ports: [{ name: http, containerPort: 8080 }]
          readinessProbe:
            httpGet: { path: /ready, port: htpp }
          env:
            - name: LEVEL
              valueFrom:
                configMapKeyRef: { name: web-config, key: LOG_LEVL }
          resources: { requests: { cpu: 100m, memory: 64m } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web-config }
data:
  LOG_LEVEL: info
  REGION: eu
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: wbe }
  ports: [{ port: 80, targetPort: http }]
`;

const bed = await startShopBed();
try {
  const settings = {
    ...bed.settings,
    'workbench.colorTheme': 'Default Light Modern',
    'git.openRepositoryInParentFolders': 'never',
    'editor.minimap.enabled': false,
    'editor.stickyScroll.enabled': false,
  };
  const workbench = await startWorkbench({ vsix: [packagedExtension()], settings, env: bed.env });
  try {
    await writeFile(
      path.join(bed.shop, 'old.Dockerfile'),
      'FROM golang:latest\nADD . /src\nWORKDIR /src\nRUN go build -o /shop ./cmd/shop\nENV PAYMENT_API_KEY=sk_live_1\nCMD /shop\n',
    );
    await mkdir(path.join(bed.shop, 'old'), { recursive: true });
    await writeFile(path.join(bed.shop, 'old', 'web.yaml'), WEB);
    const page = await openWorkbench({
      workbench,
      folder: bed.shop,
      files: ['old.Dockerfile'],
      viewport: { width: 1280, height: 800 },
    });
    page.setDefaultTimeout(60_000);
    if (await page.locator('.part.auxiliarybar').isVisible()) await page.keyboard.press('Control+Alt+B');
    try {
      // Until then the workbench takes the focus from whatever is open.
      await page.locator('.squiggly-warning, .squiggly-error').first().waitFor();
      const wanted = process.argv.slice(2);
      const steps = [
        diagnostics,
        manifests,
        completion,
        refactoring,
        containerize,
        contract,
        walking,
        prove,
        build,
        cluster,
        live,
      ];
      for (const step of steps) if (wanted.length === 0 || wanted.includes(step.name)) await step(page);
    } catch (error) {
      await picture(page, 'failed');
      throw error;
    }
  } finally {
    await workbench.stop();
  }
} finally {
  await bed.stop();
}

async function diagnostics(page: Page): Promise<void> {
  await page.locator('.squiggly-warning, .squiggly-error').first().waitFor();
  await page.locator('.view-line').first().getByText('golang').hover();
  await page.locator('.monaco-hover .hover-contents').getByText('DL3007').first().waitFor();
  await picture(page, 'diagnostics');
  await page.keyboard.press('Escape');
  await command(page, 'View: Close All Editors');
}

/** What the light bulb offers on a RUN. */
async function refactoring(page: Page): Promise<void> {
  await open(page, 'old.Dockerfile');
  await goTo(page, 4);
  await page.keyboard.press('Control+Shift+R');
  await page.locator('.action-widget .action').first().waitFor();
  await picture(page, 'refactoring');
  await page.keyboard.press('Escape');
  await command(page, 'View: Close All Editors');
}

async function manifests(page: Page): Promise<void> {
  await open(page, 'old/web.yaml');
  await page.locator('.squiggly-warning, .squiggly-error').first().waitFor();
  await page.locator('.view-line').getByText('web-config').first().hover();
  await page.locator('.monaco-hover .hover-contents').first().waitFor();
  await picture(page, 'manifests');
  await page.keyboard.press('Escape');
}

/** Keys of a ConfigMap in another object of the file. */
async function completion(page: Page): Promise<void> {
  await goTo(page, 22);
  await page.keyboard.press('End');
  // Before the brace, behind what is half written.
  for (const key of ['ArrowLeft', 'ArrowLeft', 'Backspace', 'Backspace']) await page.keyboard.press(key);
  await page.keyboard.press('Control+Space');
  await page.locator('.suggest-widget .monaco-list-row').first().waitFor();
  await picture(page, 'completion');
  await page.keyboard.press('Escape');
  await command(page, 'File: Revert File');
  await command(page, 'View: Close All Editors');
}

async function containerize(page: Page): Promise<void> {
  await command(page, 'Gantry: Containerize Go Project');
  await page.locator('.quick-input-list .monaco-list-row').getByText('liveness probe').first().waitFor();
  await page.locator('.quick-input-list').getByText('build context:').first().waitFor();
  await page.locator('.notification-toast').waitFor({ state: 'hidden' });
  await page.waitForTimeout(500); // It fades in.
  await picture(page, 'plan');
  await page.keyboard.press('Enter');
  const apply = page.getByRole('button', { name: 'Apply', exact: true });
  await apply.waitFor();
  await page.locator('.view-line').getByText('FROM').first().waitFor();
  await picture(page, 'containerize');
  await apply.click();
  await page.getByText('One undo takes them away').first().waitFor();
  await command(page, 'Notifications: Clear All Notifications');
  await command(page, 'View: Close All Editors');
}

/** A port that the manifest declares and nothing listens on. */
async function contract(page: Page): Promise<void> {
  const file = path.join(bed.shop, 'deploy', 'base', 'deployment.yaml');
  const written = await readFile(file, 'utf8');
  await writeFile(file, written.replace('containerPort: 8080', 'containerPort: 8081'));
  await open(page, 'cmd/shop/main.go');
  await page.locator('.codelens-decoration').getByText('Prove', { exact: true }).first().waitFor();
  await command(page, 'View: Toggle Primary Side Bar Visibility');
  await command(page, 'Gantry: Show Contract');
  const view = page.frameLocator('iframe.webview').frameLocator('iframe');
  await view.locator('.fault').first().waitFor();
  await view.locator('.row.broken').first().focus();
  await picture(page, 'contract');
  await writeFile(file, written);
  await command(page, 'View: Close All Editors');
  await command(page, 'View: Toggle Primary Side Bar Visibility');
}

/** What image and manifests make of the source: lenses above routes, and the value of a variable. */
async function walking(page: Page): Promise<void> {
  await open(page, 'internal/config/config.go');
  await goTo(page, 42);
  await page.locator('.view-line').getByText('"LOG_LEVEL"').first().hover();
  await page.locator('.monaco-hover .hover-contents').getByText('LOG_LEVEL').first().waitFor();
  await page.waitForTimeout(500); // It fades in.
  await picture(page, 'variable');
  await page.keyboard.press('Escape');
  await command(page, 'View: Close All Editors');
  await open(page, 'internal/server/server.go');
  await goTo(page, 42);
  await page.locator('.codelens-decoration').getByText('Deployment shop').first().waitFor();
  await picture(page, 'routes');
  await command(page, 'View: Close All Editors');
}

/** A probe that asks for a route which the program does not have: found by asking it. */
async function prove(page: Page): Promise<void> {
  const file = path.join(bed.shop, 'deploy', 'base', 'deployment.yaml');
  const written = await readFile(file, 'utf8');
  await writeFile(file, written.replace('path: /readyz', 'path: /ready'));
  await open(page, 'cmd/shop/main.go');
  await page.locator('.codelens-decoration').getByText('Prove', { exact: true }).first().click();
  await page.getByText('one claim does not hold').first().waitFor({ timeout: 300_000 });
  await command(page, 'Notifications: Clear All Notifications');
  await command(page, 'View: Hide Panel');
  await page.locator('.monaco-list-row[aria-label*="does not hold"]').first().click();
  await page.locator('.squiggly-error').first().waitFor();
  await picture(page, 'prove');
  await writeFile(file, written);
  await command(page, 'View: Close All Editors');
  await command(page, 'View: Show Explorer');
}

async function build(page: Page): Promise<void> {
  await open(page, 'Dockerfile');
  await page.locator('.codelens-decoration').getByText('Build', { exact: true }).first().click();
  await page
    .getByText(/^Built .* MB\)\.$/)
    .first()
    .waitFor({ timeout: 300_000 });
  await picture(page, 'build');
  await command(page, 'Notifications: Clear All Notifications');
}

async function cluster(page: Page): Promise<void> {
  await command(page, 'Gantry: Set Namespace');
  await page.locator('.quick-input-list').getByText('shop', { exact: true }).click();
  await page.locator('.codelens-decoration').getByText('Deploy', { exact: true }).first().click();
  await page.locator('.quick-input-list').getByText('Apply').first().click({ timeout: 120_000 });
  await page.getByRole('button', { name: 'Show in Cluster' }).first().click({ timeout: 120_000 });
  await page.getByText('1/1 ready').first().waitFor();
  await command(page, 'Notifications: Clear All Notifications');
  await page.locator('.tree-explorer-viewlet-tree-view').getByText('Services').first().click();
  await command(page, 'Gantry: Follow Logs');
  await page.locator('.quick-input-list').getByText('shop', { exact: true }).first().click();
  await page
    .locator('.terminal')
    .getByText('the shop is open')
    .first()
    .waitFor()
    .catch(() => undefined);
  await picture(page, 'cluster');
}

/** What is on the cluster and what the files say have come apart, in both kinds of theme; and what a variable is there. */
async function live(page: Page): Promise<void> {
  const inShop = ['--namespace', 'shop'];
  // It is no part of what is deployed.
  await rm(path.join(bed.shop, 'old.Dockerfile'), { force: true });
  for (const name of ['configmap', 'service', 'deployment'])
    await bed.kubectl(['apply', '--filename', path.join(bed.shop, 'deploy/base', `${name}.yaml`), ...inShop]);
  const data = JSON.stringify({ data: { LOG_LEVEL: 'debug', TAX_PERCENT: null } });
  await bed.kubectl(['patch', 'configmap', 'shop-config', '--patch', data, ...inShop]);
  await bed.kubectl(['set', 'image', 'deployment/shop', 'shop=registry.invalid/team/shop:2', ...inShop]);
  const waiting = 'jsonpath={.items[*].status.containerStatuses[*].state.waiting.reason}';
  while (!/Pull/.test(await bed.kubectl(['get', 'pods', '--output', waiting, ...inShop])))
    await page.waitForTimeout(500);
  await command(page, 'Gantry: Set Namespace');
  await page.locator('.quick-input-list').getByText('shop', { exact: true }).click();
  if (await page.locator('.part.panel').isVisible()) await command(page, 'View: Hide Panel');
  await command(page, 'View: Close All Editors');
  if (await page.locator('.part.sidebar').isVisible()) await command(page, 'View: Toggle Primary Side Bar Visibility');
  await open(page, 'cmd/shop/main.go');
  await page.locator('.codelens-decoration').getByText('Prove', { exact: true }).first().waitFor();
  await command(page, 'Gantry: Show Contract');
  const view = page.frameLocator('iframe.webview').frameLocator('iframe');
  await view.locator('.row.broken').getByText('shop/shop').first().waitFor();
  await view.locator('.row.broken').first().focus();
  await picture(page, 'contract-live');
  await command(page, 'Preferences: Toggle between Light/Dark Themes');
  await page.locator('.monaco-workbench.vs-dark').waitFor();
  await view.locator('.row.broken').first().focus();
  await picture(page, 'contract-live-dark');
  await command(page, 'Preferences: Toggle between Light/Dark Themes');
  await command(page, 'View: Close All Editors');
  await open(page, 'internal/config/config.go');
  // The line before stays clear of what sticks to the top.
  await goTo(page, 50);
  await page.locator('.view-line').getByText('"LOG_LEVEL"').first().hover();
  await page.locator('.monaco-hover .hover-contents').getByText('On the cluster').first().waitFor();
  await picture(page, 'variable-live');
}

/** Opens a file of the project by its path. */
async function open(page: Page, file: string): Promise<void> {
  const name = path.posix.basename(file);
  const opened = page.locator('.tab.active').getByText(name, { exact: true }).first();
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press('Control+P');
    await page.locator('.quick-input-widget input').first().fill(file);
    await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first().click();
    try {
      await opened.waitFor({ timeout: 10_000 });
      return;
    } catch (error) {
      // Editors that are still closing take the focus from the list.
      if (attempt === 5) throw error;
    }
  }
}

async function goTo(page: Page, line: number): Promise<void> {
  await page.keyboard.press('Control+G');
  await page
    .locator('.quick-input-widget input')
    .first()
    .fill(`:${String(line)}`);
  await page
    .locator('.quick-input-list')
    .getByText(`line ${String(line)}`)
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Runs a command from the palette; a slow machine shows others first, or not yet all there are. */
async function command(page: Page, title: string): Promise<void> {
  const found = page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: title });
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').first().waitFor();
    await page.keyboard.type(title);
    try {
      await found.waitFor({ timeout: 10_000 });
      break;
    } catch (error) {
      if (attempt === 10) throw error;
      await page.keyboard.press('Escape');
    }
  }
  await page.keyboard.press('Enter');
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
  console.log(`media/screenshots/${name}.png`);
}
