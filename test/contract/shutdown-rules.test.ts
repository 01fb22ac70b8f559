import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { configuredDeployment, deploymentOf } from '../../src/contract/examples/example-files.ts';
import { ABRUPT_FILES, gracefulFiles } from '../../src/contract/examples/shutdown-examples.ts';
import { mended } from './seed.ts';
import { findingsOf, type Texts } from './workspace.ts';

const GRACEFUL = gracefulFiles(20);
const image = (entry: string, base = 'debian:13-slim') =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM ${base}\nUSER 65532\nCOPY --from=build /shop /shop\n${entry}\n`;
const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector: { app: shop }\n  ports:\n    - port: 8080\n';
const pod = (lines: string, container = 'ports: []') =>
  deploymentOf(container).replace('    spec:\n', `    spec:\n${lines === '' ? '' : `      ${lines}\n`}`);

/** `file: the marked text` of one rule. */
async function marked(rule: string, texts: Texts): Promise<string[]> {
  return [...(await findingsOf(texts))].flatMap(([file, findings]) =>
    findings.flatMap((one) => (one.rule === rule ? [`${file}: ${texts[file]?.slice(one.start, one.end) ?? ''}`] : [])),
  );
}

/** The files with the first fix of the first finding of a rule. */
async function fixed(rule: string, texts: Texts): Promise<Texts> {
  for (const [file, findings] of await findingsOf(texts)) {
    const fix = findings.find((one) => one.rule === rule)?.fixes?.[0];
    if (fix) return mended(texts, file, fix);
  }
  return texts;
}

const NOTIFY = 'main.go: signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)';

describe('entrypoint-keeps-signal', () => {
  const speaks: readonly [entry: string, fixed: string, base?: string][] = [
    ['ENTRYPOINT /shop', 'ENTRYPOINT ["/shop"]'],
    ['CMD /shop --port 8080', 'CMD ["/shop", "--port", "8080"]', 'ubuntu:24.04'],
    ['ENTRYPOINT /shop --home=$HOME', 'ENTRYPOINT exec /shop --home=$HOME'],
    ['ENTRYPOINT ["sh", "-c", "/shop $ARGS"]', 'ENTRYPOINT ["sh", "-c", "exec /shop $ARGS"]'],
    ['ENTRYPOINT migrate && /shop', 'ENTRYPOINT migrate && exec /shop', 'golang:1.26'],
  ];
  for (const [entry, after, base] of speaks) {
    it(`speaks: ${entry}`, async () => {
      const texts = { ...GRACEFUL, Dockerfile: image(entry, base) };
      assert.deepEqual(await marked('entrypoint-keeps-signal', texts), [NOTIFY]);
      const mendedTexts = await fixed('entrypoint-keeps-signal', texts);
      assert.equal(mendedTexts['Dockerfile'], image(after, base));
      assert.deepEqual(await marked('entrypoint-keeps-signal', mendedTexts), []);
    });
  }
  const silent: readonly [what: string, texts: Texts][] = [
    ['the exec form', { ...GRACEFUL, Dockerfile: image('ENTRYPOINT ["/shop"]') }],
    ['exec', { ...GRACEFUL, Dockerfile: image('ENTRYPOINT exec /shop') }],
    ['a program that does not wait for signals', { ...ABRUPT_FILES, Dockerfile: image('ENTRYPOINT /shop') }],
    ['busybox, which makes way by itself', { ...GRACEFUL, Dockerfile: image('ENTRYPOINT /shop', 'alpine:3.23') }],
    ['bash, which does, too', { ...GRACEFUL, Dockerfile: image('ENTRYPOINT ["bash", "-c", "/shop"]') }],
    ['a shell that nobody knows', { ...GRACEFUL, Dockerfile: image('ENTRYPOINT /shop', 'example.com/base:1') }],
    ['a shell that SHELL chooses', { ...GRACEFUL, Dockerfile: image('SHELL ["/bin/bash", "-c"]\nENTRYPOINT /shop') }],
    ['a script with a trap', { ...GRACEFUL, Dockerfile: image("ENTRYPOINT trap 'kill %1' TERM; /shop & wait") }],
    ['an init in between', { ...GRACEFUL, Dockerfile: image('ENTRYPOINT ["tini", "--", "/shop"]') }],
    [
      'an image that is always started by another command',
      { ...GRACEFUL, Dockerfile: image('ENTRYPOINT /shop'), 'd.yaml': deploymentOf('command: [/shop]') },
    ],
  ];
  for (const [what, texts] of silent) {
    it(`is silent: ${what}`, async () => assert.deepEqual(await marked('entrypoint-keeps-signal', texts), []));
  }
});

describe('command-keeps-signal', () => {
  const files = { ...GRACEFUL, Dockerfile: image('ENTRYPOINT ["/shop"]') };
  const speaks: readonly [container: string, script: string, fixed: string][] = [
    ['command: [sh, -c, /shop]', '/shop', 'command: [sh, -c, exec /shop]'],
    [
      "command: ['/bin/sh', '-ec', 'migrate; /shop -v']",
      "'migrate; /shop -v'",
      "command: ['/bin/sh', '-ec', 'migrate; exec /shop -v']",
    ],
    [
      'command: [sh, -c]\nargs:\n  - |\n    migrate\n    /shop\n',
      '|',
      'command: [sh, -c]\nargs:\n  - |\n    migrate\n    exec /shop\n',
    ],
  ];
  for (const [container, script] of speaks) {
    it(`speaks: ${container}`, async () => {
      const texts = { ...files, 'd.yaml': deploymentOf(container) };
      const [go, manifest] = await marked('command-keeps-signal', texts);
      assert.equal(go, NOTIFY);
      assert.ok(manifest?.startsWith(`d.yaml: ${script}`), manifest);
    });
  }
  it('speaks of a worker that ends what it is at', async () => {
    const worker =
      'package main\n\nimport (\n\t"context"\n\t"os/signal"\n\t"syscall"\n)\n\nfunc main() {\n\tctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)\n\tdefer stop()\n\t<-ctx.Done()\n}\n';
    const texts = { ...files, 'main.go': worker, 'd.yaml': deploymentOf('command: [sh, -c, /shop]') };
    assert.deepEqual(await marked('command-keeps-signal', texts), [NOTIFY, 'd.yaml: /shop']);
  });
  for (const [container, , after] of speaks.slice(0, 2)) {
    it(`is mended: ${container}`, async () => {
      const texts = await fixed('command-keeps-signal', { ...files, 'd.yaml': deploymentOf(container) });
      assert.equal(texts['d.yaml'], deploymentOf(after));
      assert.deepEqual(await marked('command-keeps-signal', texts), []);
    });
  }
  it('starts it before a pipe', async () => {
    const texts = { ...files, 'd.yaml': deploymentOf('command: [bash, -c, "/shop 2>&1 | tee /log"]') };
    assert.deepEqual(await marked('command-keeps-signal', texts), [NOTIFY, 'd.yaml: "/shop 2>&1 | tee /log"']);
  });
  it('has something behind it, whatever shell that is', async () => {
    const alpine = image('ENTRYPOINT ["/shop"]', 'alpine:3.23');
    const texts = { ...files, Dockerfile: alpine, 'd.yaml': deploymentOf('command: [sh, -c, /shop -v; echo done]') };
    assert.deepEqual(await marked('command-keeps-signal', texts), [NOTIFY, 'd.yaml: /shop -v; echo done']);
  });
  const silent: readonly [what: string, texts: Texts][] = [
    ['exec with something behind it', { ...files, 'd.yaml': deploymentOf('command: [sh, -c, exec /shop; echo no]') }],
    ['no shell', { ...files, 'd.yaml': deploymentOf('command: [/shop]') }],
    ['exec', { ...files, 'd.yaml': deploymentOf('command: [sh, -c, exec /shop]') }],
    ['bash', { ...files, 'd.yaml': deploymentOf('command: [bash, -c, /shop]') }],
    ['an image from elsewhere', { ...GRACEFUL, 'd.yaml': deploymentOf('command: [sh, -c, /shop]') }],
    [
      'busybox',
      {
        ...GRACEFUL,
        Dockerfile: image('ENTRYPOINT ["/shop"]', 'alpine:3.23'),
        'd.yaml': deploymentOf('command: [sh, -c, /shop]'),
      },
    ],
    ['a pipe of others', { ...files, 'd.yaml': deploymentOf('command: [sh, -c, "sleep 1 | tee /log & exec /shop"]') }],
    [
      'a patch that may change it',
      {
        ...files,
        'd.yaml': deploymentOf('command: [sh, -c, /shop]'),
        'kustomization.yaml':
          'resources: [d.yaml]\npatches:\n  - target: { kind: Deployment }\n    patch: |\n      - op: replace\n        path: /spec/template/spec/containers/0/command\n        value: [/shop]\n',
      },
    ],
  ];
  for (const [what, texts] of silent) {
    it(`is silent: ${what}`, async () => assert.deepEqual(await marked('command-keeps-signal', texts), []));
  }
});

describe('grace-period-fits-shutdown', () => {
  const hook = (seconds: number) => `lifecycle: { preStop: { sleep: { seconds: ${seconds} } } }`;
  const speaks: readonly [what: string, seconds: number, text: string, marked: string, grace: number][] = [
    ['less than the program takes', 20, pod('terminationGracePeriodSeconds: 15'), '15', 25],
    ['with the hook, more than is usual', 20, pod('', hook(15)), '15', 40],
    ['with the hook, more than is written', 20, pod('terminationGracePeriodSeconds: 25', hook(10)), '25', 35],
    ['more than is usual', 45, pod(''), 'shop', 50],
    [
      'a hook that runs sleep',
      20,
      pod('', 'lifecycle: { preStop: { exec: { command: [sleep, "15"] } } }'),
      '[sleep, "15"]',
      40,
    ],
  ];
  for (const [what, seconds, text, at, grace] of speaks) {
    it(`speaks: ${what}`, async () => {
      const texts = { ...gracefulFiles(seconds), 'd.yaml': text };
      assert.deepEqual(await marked('grace-period-fits-shutdown', texts), [`d.yaml: ${at}`]);
      const after = await fixed('grace-period-fits-shutdown', texts);
      assert.match(after['d.yaml'] ?? '', new RegExp(`terminationGracePeriodSeconds: ${grace}\\n`));
      assert.deepEqual(await marked('grace-period-fits-shutdown', after), []);
    });
  }
  const overlay = (lines: string): Texts => ({
    ...gracefulFiles(20),
    'd.yaml': pod(''),
    'prod/kustomization.yaml': 'kind: Kustomization\nresources: [../d.yaml]\npatches:\n  - path: patch.yaml\n',
    'prod/patch.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n${lines}`,
  });
  const overlays: readonly [what: string, lines: string, expected: readonly string[]][] = [
    ['too little', '      terminationGracePeriodSeconds: 10\n', ['prod/patch.yaml: 10']],
    ['enough', '      terminationGracePeriodSeconds: 60\n', []],
    [
      'too little, and takes the hook away',
      '      terminationGracePeriodSeconds: 10\n      containers:\n        - name: shop\n          lifecycle: { preStop: null }\n',
      ['prod/patch.yaml: 10'],
    ],
  ];
  for (const [what, lines, expected] of overlays) {
    it(`an overlay grants ${what}`, async () => {
      assert.deepEqual(await marked('grace-period-fits-shutdown', overlay(lines)), expected);
    });
  }
  it('adds what the configuration file says', async () => {
    const main = (gracefulFiles(20)['main.go'] ?? '')
      .replace('\t"time"\n', '\t"time"\n\n\t"github.com/spf13/viper"\n')
      .replace('\tserver :=', '\tviper.SetConfigFile("/etc/shop/config.yaml")\n\t_ = viper.ReadInConfig()\n\tserver :=')
      .replace('20*time.Second', 'viper.GetDuration("grace")')
      .replace('\tviper.SetConfigFile', '\tviper.SetDefault("grace", 20*time.Second)\n\tviper.SetConfigFile');
    const configured = (grace: string): Texts => ({
      'go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire github.com/spf13/viper v1.20.1\n',
      'main.go': main,
      'd.yaml': configuredDeployment(`grace: ${grace}`),
    });
    assert.deepEqual(await marked('grace-period-fits-shutdown', configured('25s')), []);
    assert.deepEqual(await marked('grace-period-fits-shutdown', configured('60s')), ['d.yaml: shop']);
  });
  it('leads to the place in Go', async () => {
    const texts = { ...gracefulFiles(45), 'd.yaml': pod('') };
    const [finding] = (await findingsOf(texts)).get('d.yaml') ?? [];
    assert.deepEqual(
      finding?.related?.map(({ file }) => file),
      ['main.go'],
    );
  });
  const silent: readonly [what: string, files: Texts, text: string][] = [
    ['another command of the program', gracefulFiles(45), pod('', 'args: [migrate, --all]')],
    ['just enough', gracefulFiles(20), pod('terminationGracePeriodSeconds: 20')],
    ['the usual time', gracefulFiles(25), pod('', hook(5))],
    ['a hook that is too long by itself', gracefulFiles(20), pod('', hook(30))],
    [
      'a hook that takes nobody knows how long',
      gracefulFiles(20),
      pod('', 'lifecycle: { preStop: { exec: { command: [/drain] } } }'),
    ],
    ['a program that is not graceful', ABRUPT_FILES, pod('terminationGracePeriodSeconds: 1')],
    [
      'a program that sets no time',
      {
        ...GRACEFUL,
        'main.go': (GRACEFUL['main.go'] ?? '').replace(
          'context.WithTimeout(context.Background(), 20*time.Second)',
          'context.WithCancel(context.Background())',
        ),
      },
      pod('terminationGracePeriodSeconds: 1'),
    ],
    ['a value that a template puts in', gracefulFiles(45), pod('terminationGracePeriodSeconds: "{{ .Values.grace }}"')],
    ['another image', gracefulFiles(45), pod('').replace('shop:1.2.3', 'other:1')],
  ];
  for (const [what, files, text] of silent) {
    it(`is silent: ${what}`, async () =>
      assert.deepEqual(await marked('grace-period-fits-shutdown', { ...files, 'd.yaml': text }), []));
  }
});

describe('stop-signal-handled', () => {
  const of = (line: string) => ({ ...GRACEFUL, Dockerfile: image(`${line}\nENTRYPOINT ["/shop"]`) });
  for (const signal of ['SIGQUIT', 'QUIT', '3', 'sigusr1', 'SIGKILL']) {
    it(`speaks: ${signal}`, async () => {
      const texts = of(`STOPSIGNAL ${signal}`);
      assert.deepEqual(await marked('stop-signal-handled', texts), [NOTIFY, `Dockerfile: ${signal}`]);
      assert.deepEqual(await marked('stop-signal-handled', await fixed('stop-signal-handled', texts)), []);
    });
  }
  const silent: readonly [what: string, texts: Texts][] = [
    ['SIGINT', of('STOPSIGNAL SIGINT')],
    ['15', of('STOPSIGNAL 15')],
    ['a variable', of('ARG S\nSTOPSIGNAL $S')],
    [
      'a script that gets the signal',
      { ...GRACEFUL, Dockerfile: image('STOPSIGNAL SIGHUP\nENTRYPOINT ["/entrypoint.sh"]') },
    ],
    ['a real-time signal', of('STOPSIGNAL SIGRTMIN+3')],
    ['one that a later line replaces', of('STOPSIGNAL SIGQUIT\nSTOPSIGNAL TERM')],
    [
      'a stage that is not the last',
      { ...GRACEFUL, Dockerfile: `FROM debian:13\nSTOPSIGNAL QUIT\n${image('ENTRYPOINT ["/shop"]')}` },
    ],
    [
      'a program that waits for none',
      { ...ABRUPT_FILES, Dockerfile: image('STOPSIGNAL SIGQUIT\nENTRYPOINT ["/shop"]') },
    ],
  ];
  for (const [what, texts] of silent) {
    it(`is silent: ${what}`, async () => assert.deepEqual(await marked('stop-signal-handled', texts), []));
  }
});

describe('graceful-shutdown', () => {
  const files = {
    ...ABRUPT_FILES,
    Dockerfile: image('ENTRYPOINT ["/shop"]'),
    'd.yaml': deploymentOf('ports: []'),
    's.yaml': SERVICE,
  };
  it('speaks at main, leads to the Service, and is mended', async () => {
    assert.deepEqual(await marked('graceful-shutdown', files), ['main.go: main']);
    const [finding] = (await findingsOf(files)).get('main.go') ?? [];
    assert.deepEqual(
      finding?.related?.map(({ file }) => file),
      ['s.yaml'],
    );
    assert.deepEqual(await marked('graceful-shutdown', await fixed('graceful-shutdown', files)), []);
  });
  it('says of a program that waits for the signal what it does not wait for', async () => {
    const waiting = (GRACEFUL['main.go'] ?? '').replace('_ = server.Shutdown(ending)', '<-ending.Done()');
    const [finding] = (await findingsOf({ ...files, 'main.go': waiting })).get('main.go') ?? [];
    assert.deepEqual(finding?.message, [
      '`{0}` waits for SIGTERM, but not for the requests that it is answering: they are lost',
      'shop',
    ]);
    assert.match(waiting.slice(finding.start, finding.end), /^signal\./);
  });
  const { 's.yaml': service, 'd.yaml': deployment, Dockerfile, ...go } = files;
  const main = (text: string) => ({ ...files, 'main.go': text });
  const silent: readonly [what: string, texts: Texts][] = [
    ['a graceful program', { ...files, ...GRACEFUL }],
    ['no Service', { ...go, Dockerfile, 'd.yaml': deployment }],
    ['a Service of others', { ...files, 's.yaml': service.replace('app: shop', 'app: other') }],
    ['an image from elsewhere', { ...go, 'd.yaml': deployment, 's.yaml': service }],
    ['no manifests', { ...go, Dockerfile }],
    ['a program that listens nowhere', main('package main\n\nfunc main() {}\n')],
  ];
  for (const [what, texts] of silent) {
    it(`is silent: ${what}`, async () => assert.deepEqual(await marked('graceful-shutdown', texts), []));
  }
});
