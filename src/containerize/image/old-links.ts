import type { GoModule } from '../../go/project.ts';
import { decide } from '../decision.ts';
import type { GoImage } from './go-image.ts';
import type { Decision } from '../plan-types.ts';

const LIBRARY = 'golang.org/x/net';
/** Versions of these days link to what the standard library keeps to itself, which Go does not let them since 1.23. */
const FROM = '20211119';
const UNTIL = '20220906';
const REFUSES = 23;
const ALLOWS_OLD_LINKS = '-checklinkname=0';

export interface OldLinks {
  /** Flags of the linker. */
  readonly flags: readonly string[];
  readonly decisions: readonly Decision[];
}

/** What lets an older library be linked by a Go that is newer than it. */
export function planOldLinks({ requires }: GoModule, { minor }: GoImage): OldLinks {
  const found = requires.find(({ path }) => path === LIBRARY);
  const day = /^v0\.0\.0-(\d{8})/.exec(found?.version ?? '')?.[1];
  if (!found || minor < REFUSES || day === undefined || day < FROM || day >= UNTIL) return { flags: [], decisions: [] };
  return {
    flags: [ALLOWS_OLD_LINKS],
    decisions: [
      decide(['linker flag'], ALLOWS_OLD_LINKS, [
        '`{0}` {1} links to what Go keeps to itself since 1.{2}; with a newer version of it the flag can go',
        LIBRARY,
        found.version,
        String(REFUSES),
      ]),
    ],
  };
}
