import type { FrontEnd } from '../../go/made-first.ts';
import { copyWords } from './dockerfile-words.ts';
import type { PackageNeeds } from './package-json.ts';
import { managerInstall } from './package-manager.ts';
import { joinPath } from '../paths.ts';

/** Long-term support until 2028. */
const NODE = 'node:24';

interface Manager {
  /** What pins the dependencies, copied before the source. */
  readonly lock: string;
  readonly install: string;
  readonly run: string;
  readonly cache: string;
}

const MANAGERS: Readonly<Record<FrontEnd['manager'], Manager>> = {
  npm: { lock: 'package-lock.json', install: 'npm ci', run: 'npm run', cache: '/root/.npm' },
  pnpm: {
    lock: 'pnpm-lock.yaml',
    install: 'pnpm install --frozen-lockfile',
    run: 'pnpm run',
    cache: '/root/.local/share/pnpm/store',
  },
  yarn: {
    lock: 'yarn.lock',
    install: 'yarn install --frozen-lockfile',
    run: 'yarn run',
    cache: '/usr/local/share/.cache/yarn',
  },
  bun: {
    lock: 'bun.lock',
    install: 'npx --yes bun install --frozen-lockfile',
    run: 'npx --yes bun run',
    cache: '/root/.bun',
  },
};

/** Name of the stage that builds the front end of this place in the list. */
export function frontEndStage(index: number): string {
  return index === 0 ? 'web' : `web-${index + 1}`;
}

/**
 * A stage that builds a front end: dependencies first, then the source. Where there is no text of a lock file, the versions
 * are whatever the registry has. `source` is the folder of the repository in the build.
 */
export function frontEndLines(
  { folder, manager, script }: FrontEnd,
  index: number,
  source: string,
  {
    lockText,
    packageManager,
    needsSource,
    settings,
    withoutBrowsers,
    oldHashes,
  }: PackageNeeds & { readonly lockText: string | null },
  image: (name: string) => string = (name) => name,
): string[][] {
  const { lock, install, run, cache } = MANAGERS[manager];
  const work = joinPath(source, folder);
  const hasLock = lockText !== null;
  const locked = hasLock ? install : manager === 'npm' ? 'npm install' : install.replace(' --frozen-lockfile', '');
  const installs = [...withoutBrowsers, locked].join(' ');
  const brings = managerInstall(manager, packageManager, lockText);
  const named = ['package.json', ...(hasLock ? [lock] : []), ...settings].map((name) => joinPath(folder, name) ?? name);
  const whole = `COPY ${copyWords([folder], './')}`;
  return [
    [
      `FROM --platform=$BUILDPLATFORM ${image(NODE)} AS ${frontEndStage(index)}`,
      `WORKDIR /${work ?? ''}`,
      needsSource ? whole : `COPY ${copyWords(named, './')}`,
      `RUN --mount=type=cache,target=${cache} \\`,
      `    ${brings === null ? '' : `${brings} && `}${installs}`,
      ...(needsSource ? [] : [whole]),
      `RUN ${oldHashes ? 'NODE_OPTIONS=--openssl-legacy-provider ' : ''}${run} ${script}`,
    ],
  ];
}

export function lockFile(manager: FrontEnd['manager']): string {
  return MANAGERS[manager].lock;
}
