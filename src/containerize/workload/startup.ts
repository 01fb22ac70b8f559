import type { Program } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import { decide } from '../decision.ts';
import type { Decision } from '../plan-types.ts';

export interface Startup {
  /** What a start may take; null: it is quick, so the liveness probe may begin at once. */
  readonly seconds: number | null;
  readonly decisions: readonly Decision[];
}

/** What works before it listens: a liveness probe without a startup probe would end it in the middle. */
const SLOW: readonly (readonly [library: RegExp, seconds: number, because: Message])[] = [
  [
    /^github\.com\/(?:golang-migrate\/migrate|pressly\/goose|rubenv\/sql-migrate|go-gormigrate\/gormigrate|amacneil\/dbmate|jackc\/tern|uptrace\/bun\/migrate|go-rel\/migration)(?:\/|$)/,
    300,
    ['The program may migrate its database before it listens, and must not be ended in the middle'],
  ],
  [
    /^sigs\.k8s\.io\/controller-runtime(?:\/|$)/,
    120,
    ['Caches of the Kubernetes API are filled before it is ready, which takes long in a large cluster'],
  ],
  [
    /^github\.com\/(?:dgraph-io\/badger|cockroachdb\/pebble|blevesearch\/bleve)(?:\/|$)/,
    120,
    ['The database in the program may have to be recovered before it listens'],
  ],
];

const MIGRATIONS = /(?:^|\/)migrations?(?:\/|$)/i;

export function planStartup({ libraries, embeds, runtimeFiles }: Program): Startup {
  const slow = SLOW.find(([library]) => libraries.some((path) => library.test(path)));
  const files = runtimeFiles.find(({ path }) => MIGRATIONS.test(path));
  const because = slow?.[2] ?? (files || embeds.some((path) => MIGRATIONS.test(path)) ? SLOW[0]?.[2] : undefined);
  if (!because) return { seconds: null, decisions: [] };
  const seconds = slow?.[1] ?? 300;
  return {
    seconds,
    decisions: [decide(['startup probe'], `${seconds} s`, because, { evidence: files })],
  };
}
