import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { assertFixesMend, finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const main = (path: string, otherwise = 'log.Fatal(err)') =>
  `package main\n\nimport (\n\t"flag"\n\t"log"\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\tpath := flag.String("rates", "/etc/shop/rates.json", "")\n\tflag.Parse()\n\trates, err := os.ReadFile(${path})\n\tif err != nil {\n\t\t${otherwise}\n\t}\n\tprintln(len(rates), *path)\n\t_ = http.ListenAndServe(":8080", nil)\n}\n`;
const DOCKERFILE = (copy = '', base = 'scratch') =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM ${base}\nCOPY --from=build /shop /shop\n${copy}USER 65532\nENTRYPOINT ["/shop"]\n`;
const shop = (container: string, more: Texts = {}): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': main('*path'),
  Dockerfile: DOCKERFILE(),
  'deploy.yaml': deploymentOf(container),
  ...more,
});
const mount = (path: string) => `volumeMounts:\n  - { name: rates, mountPath: ${path} }`;
const found = finder(/^demanded-file-provided$/, (file) => file === 'deploy.yaml');

describe('a file without which the program does not start', () => {
  const speaks: readonly [what: string, texts: Texts, marked?: string][] = [
    ['is neither in the image nor mounted', shop('')],
    ['is looked for by its path', shop('', { 'main.go': main('"/etc/shop/rates.json"') })],
    ['is mounted elsewhere', shop(mount('/rates'))],
    ['is another by a flag', shop('args: [--rates, /data/rates.json]'), '/data/rates.json'],
    ['is what an argument names, too', shop('args: [--rates=/etc/shop/rates.json]'), '--rates=/etc/shop/rates.json'],
  ];
  for (const [what, texts, marked = 'shop'] of speaks) {
    it(what, async () => {
      assert.deepEqual(await found(texts), [`deploy.yaml: demanded-file-provided: ${marked}: `]);
    });
  }
  const WEB = main('*path')
    .replaceAll('/etc/shop/rates.json', '/shop')
    .replace('_ = http', 'http.Handle("/", http.FileServer(http.Dir("static")))\n\t_ = http');
  const web = (container: string, copy = 'WORKDIR /app\nCOPY static static\n'): Texts =>
    shop(container, { 'main.go': WEB, 'static/site.css': '', Dockerfile: DOCKERFILE(copy) });
  it('is in the folder that the container leaves', async () => {
    assert.deepEqual(await found(web('workingDir: /data')), ['deploy.yaml: demanded-file-provided: /data: ']);
    assert.deepEqual(await found(web('workingDir: /app')), []);
    assert.deepEqual(await found(web('workingDir: /data\nvolumeMounts:\n  - { name: web, mountPath: /data }')), []);
    assert.deepEqual(
      await found(web('workingDir: /data', 'WORKDIR /app\nCOPY static static\nCOPY static /data/static\n')),
      [],
    );
    assert.deepEqual(await found(web('')), []);
  });
  it('is the configuration that an argument names', async () => {
    const source =
      'package main\n\nimport (\n\t"flag"\n\t"net/http"\n\n\t"github.com/spf13/viper"\n)\n\nfunc main() {\n\tname := flag.String("config", "", "")\n\tflag.Parse()\n\tviper.SetConfigFile(*name)\n\t_ = viper.ReadInConfig()\n\t_ = http.ListenAndServe(viper.GetString("addr"), nil)\n}\n';
    const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: rates }\ndata: { shop.yaml: "addr: :80" }\n';
    const texts = (path: string) => ({
      ...shop(`args: [--config=${path}]\n${mount('/etc/shop')}`, { 'main.go': source, 'map.yaml': map }),
    });
    const mounted = (path: string) =>
      Object.entries(texts(path)).map(([file, text]) => [
        file,
        text.replace(/^( *)containers:/m, '$1volumes: [{ name: rates, configMap: { name: rates } }]\n$1containers:'),
      ]);
    for (const path of ['/etc/shop/config.yaml', '/etc/shops/shop.yaml']) {
      assert.deepEqual(await found(Object.fromEntries(mounted(path)) as Texts), [
        `deploy.yaml: demanded-file-provided: --config=${path}: `,
      ]);
    }
    assert.deepEqual(await found(Object.fromEntries(mounted('/etc/shop/shop.yaml')) as Texts), []);
  });
  it('is what an argument of another command names', async () => {
    const source =
      'package main\n\nimport (\n\t"log"\n\t"net/http"\n\t"os"\n\n\t"github.com/spf13/cobra"\n)\n\nfunc main() {\n\troot := &cobra.Command{Use: "shop"}\n\tserve := &cobra.Command{Use: "serve", Run: func(*cobra.Command, []string) { _ = http.ListenAndServe(":8080", nil) }}\n\tvar from string\n\tmigrate := &cobra.Command{Use: "migrate", Run: func(*cobra.Command, []string) {\n\t\tif _, err := os.ReadFile(from); err != nil {\n\t\t\tlog.Fatal(err)\n\t\t}\n\t}}\n\tmigrate.Flags().StringVar(&from, "from", "/init.sql", "")\n\troot.AddCommand(serve, migrate)\n\t_ = root.Execute()\n}\n';
    const texts = (path: string) =>
      shop(`args: [migrate, --from=${path}]`, {
        'main.go': source,
        Dockerfile: DOCKERFILE('COPY init.sql /init.sql\n'),
        'init.sql': '',
      });
    assert.deepEqual(await found(texts('/db/init.sql')), [
      'deploy.yaml: demanded-file-provided: --from=/db/init.sql: Set `--from` to `/init.sql`',
    ]);
    assert.deepEqual(await found(texts('/init.sql')), []);
  });
  it('is copied to another place', async () => {
    const everywhere = finder(/^demanded-file-provided$/);
    for (const [source, to] of [
      ['data', '/etc/shops/'],
      ['data/rates.json', '/srv/rates.json'],
    ] as const) {
      const texts = shop('', { Dockerfile: DOCKERFILE(`COPY ${source} ${to}\n`), 'data/rates.json': '{}' });
      const all = await everywhere(texts);
      assert.ok(all.some((one) => one.startsWith(`Dockerfile: demanded-file-provided: ${to}: Copy it to`)));
      await assertFixesMend([['copied elsewhere', texts]], /^demanded-file-provided$/, everywhere);
    }
  });
  const silent: readonly [what: string, texts: Texts][] = [
    ['is mounted', shop(mount('/etc/shop'))],
    ['is mounted by itself', shop(mount('/etc/shop/rates.json'))],
    ['is another by a flag, and mounted', shop(`args: [--rates, /data/rates.json]\n${mount('/data')}`)],
    ['is another by a flag, relative to nobody knows what', shop('args: [--rates, rates.json]')],
    ['is in the image', shop('', { Dockerfile: DOCKERFILE('COPY rates.json /etc/shop/\n'), 'rates.json': '{}' })],
    ['may be in an image that nobody sees', shop('', { Dockerfile: DOCKERFILE('', 'example.com/base:1') })],
    [
      'may be made by a command',
      shop('', { Dockerfile: DOCKERFILE('RUN curl -o /etc/shop/rates.json x\n', 'alpine') }),
    ],
    ['is not demanded', shop('', { 'main.go': main('*path', 'log.Print(err)') })],
    [
      'is looked for before, and may not be there',
      shop('', {
        'main.go': main('*path').replace(
          'rates, err',
          'if _, err := os.Stat(*path); err != nil { return }\n\trates, err',
        ),
      }),
    ],
  ];
  for (const [what, texts] of silent) {
    it(`nothing is said where it ${what}`, async () => {
      assert.deepEqual(await found(texts), []);
    });
  }
});
