import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Program } from '../../../src/go/project.ts';
import { place, source } from '../facts.ts';
import { dockerfile } from '../written-dockerfile.ts';

const written = (path: string, folder: string): Program['writes'][number] => ({
  ...place,
  path,
  folder,
  certainty: 'known',
});

describe('links lead what is written among files of the image to a volume', () => {
  const cases: Record<string, { writes: Program['writes']; lines: readonly string[] }> = {
    'in a folder of the working folder': {
      writes: [written('web/hits.db', 'web')],
      lines: [
        'mkdir -p /out/links/web && ln -s /app/data/hits.db /out/links/web/hits.db',
        'COPY --from=build /out/links/ /app/',
      ],
    },
    'above it, too': {
      writes: [written('web/hits.db', 'web'), written('../app.db', '..')],
      lines: [
        'mkdir -p /out/links /out/links/app/web && ln -s /app/data/app.db /out/links/app.db && ln -s /app/data/hits.db /out/links/app/web/hits.db',
        'COPY --from=build /out/links/ /\n',
      ],
    },
  };
  for (const [what, { writes, lines }] of Object.entries(cases)) {
    it(what, async () => {
      const runtimeFiles: Program['runtimeFiles'] = [{ ...place, path: 'web/index.html', certainty: 'known' }];
      const text = await dockerfile({ program: { runtimeFiles, writes }, files: { ...source, 'web/index.html': '' } });
      for (const line of lines) assert.ok(text.includes(line), `${line} is in\n${text}`);
    });
  }
});
