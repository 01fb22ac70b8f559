import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plan } from '../../../src/containerize/plan.ts';
import { filesOf, project, source } from '../facts.ts';

const planned = (texts: Readonly<Record<string, string>>) => plan(project(), filesOf({ ...source, ...texts }));
const BUILDS =
  'FROM golang:1.26\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop ./cmd/shop\nFROM scratch\nCOPY --from=0 /shop /shop\nEXPOSE 7070\nUSER 10001\n';

describe('files of the repository that its command names', () => {
  const config = { 'configs/shop.yml': '', 'configs/rules/a.yml': '' };
  const cases: Readonly<Record<string, { end: string; lines: readonly string[] }>> = {
    'a file under another name': {
      end: 'COPY configs/shop.yml /etc/shop.yml\nENTRYPOINT ["/shop"]\nCMD ["serve", "/etc/shop.yml"]',
      lines: ['COPY configs/shop.yml /etc/shop.yml', 'CMD ["serve", "/etc/shop.yml"]'],
    },
    'a file in a folder that ends in a slash': {
      end: 'COPY configs/shop.yml /etc/shop/\nCMD ["/shop", "--config=/etc/shop/shop.yml"]',
      lines: ['COPY configs/shop.yml /etc/shop/shop.yml', 'CMD ["--config=/etc/shop/shop.yml"]'],
    },
    'a file of a folder': {
      end: 'COPY configs /etc/shop\nCMD ["/shop", "-c", "/etc/shop/rules/a.yml"]',
      lines: ['COPY configs/rules/a.yml /etc/shop/rules/a.yml', 'CMD ["-c", "/etc/shop/rules/a.yml"]'],
    },
    'a file below the working directory': {
      end: 'WORKDIR /srv\nCOPY configs ./configs\nCMD ["/shop", "-c", "configs/shop.yml"]',
      lines: ['WORKDIR /app', 'COPY configs/shop.yml /app/configs/shop.yml', 'CMD ["-c", "configs/shop.yml"]'],
    },
    'a folder for data': {
      end: 'VOLUME ["/data"]\nENTRYPOINT ["/shop"]\nCMD ["--dir=/data/shop"]',
      lines: ['VOLUME ["/data"]', 'CMD ["--dir=/data/shop"]'],
    },
  };
  for (const [name, { end, lines }] of Object.entries(cases)) {
    it(name, async () => {
      const { files } = await planned({ ...config, Dockerfile: `${BUILDS}${end}\n` });
      const text = files.find(({ path }) => path === 'Dockerfile')?.text ?? '';
      assert.deepEqual(
        lines.filter((line) => !text.split('\n').includes(line)),
        [],
      );
      // Once it is written, it says the same.
      const { files: again } = await planned({ ...config, Dockerfile: text });
      assert.equal(again.find(({ path }) => path === 'Dockerfile')?.text, text);
    });
  }

  it('a folder for data in the home of root is one in the home of the other user', async () => {
    const { files } = await planned({ Dockerfile: `${BUILDS}VOLUME /root/.shop\nENTRYPOINT ["/shop"]\n` });
    assert.doesNotMatch(files.find(({ path }) => path === 'Dockerfile')?.text ?? '', /^VOLUME/m);
    assert.match(
      files.find(({ path }) => path.endsWith('deployment.yaml'))?.text ?? '',
      /mountPath: \/home\/nonroot$/m,
    );
  });

  const without: Readonly<Record<string, string>> = {
    'what another stage made': 'COPY --from=0 /configs /etc/shop\nCMD ["/shop", "/etc/shop/shop.yml"]',
    'what is not in the repository': 'COPY other.yml /etc/shop.yml\nCMD ["/shop", "/etc/shop.yml"]',
    'what is expected in a volume': 'VOLUME /etc/shop\nCMD ["/shop", "--config=/etc/shop/shop.yml"]',
    'what nothing copies': 'CMD ["/shop", "--config=/etc/shop.yml"]',
  };
  for (const [name, end] of Object.entries(without)) {
    it(`not ${name}`, async () => {
      const { files } = await planned({ ...config, Dockerfile: `${BUILDS}${end}\n` });
      assert.doesNotMatch(files.find(({ path }) => path === 'Dockerfile')?.text ?? '', /^CMD|etc\/shop/m);
    });
  }

  it('are no file that the program writes over: its data gets a volume', async () => {
    const { files } = await planned({ Dockerfile: `${BUILDS}VOLUME /data\nENTRYPOINT ["/shop"]\n` });
    assert.match(files.find(({ path }) => path.endsWith('deployment.yaml'))?.text ?? '', /mountPath: \/data/);
  });
});
