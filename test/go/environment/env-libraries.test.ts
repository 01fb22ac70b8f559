import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../go-project.ts';

/** What variables a main file reads, with their defaults, through a library that nobody has at hand. */
const cases: Readonly<Record<string, { code: string; env: string[] }>> = {
  'a default beside the name': { code: 'fmt.Println(tools.LookupEnvStringOr("PORT", "443"))', env: ['PORT=443'] },
  'no default': { code: 'fmt.Println(tools.GetEnv("PORT"))', env: ['PORT'] },
  'a name that a helper is told': {
    code: 'func get(name string) string { return tools.FromEnvP(name, "x").(string) }\nfunc main() { fmt.Println(get("HOST_NAME")) }',
    env: ['HOST_NAME=x'],
  },
  'a reader whose package says that it is one': {
    code: 'fmt.Println(env.WithDefaultString("CLUSTER", "main"), env.Find("PORT", "443"))',
    env: ['CLUSTER=main'],
  },
  'a method behind an interface, whose name tells': {
    code: 'type variables interface { Getenv(name string) string }\ntype system struct{}\nfunc (system) Getenv(name string) string { return tools.GetEnv(name) }\nfunc read(from variables) string { return from.Getenv("read_timeout") }\nfunc main() { fmt.Println(read(system{})) }',
    env: ['read_timeout'],
  },
  'names with the type behind them': {
    code: 'fmt.Println(tools.GetenvBool("DEBUG"), tools.GetenvInt("LIMIT"))',
    env: ['DEBUG', 'LIMIT'],
  },
  'a function of another name': { code: 'fmt.Println(tools.Find("PORT", "443"))', env: [] },
};

for (const [title, { code, env }] of Object.entries(cases)) {
  test(`a library's reader of variables: ${title}`, async () => {
    const body = /func main/.test(code) ? code : `func main() { ${code} }`;
    const facts = await factsOf('', {
      'main.go': `package main\nimport (\n"fmt"\n"example.org/tools"\n"example.org/tools/env"\n)\n${body}\n`,
    });
    assert.deepEqual(
      facts.env.map((one) => (one.default === null ? one.name : `${one.name}=${one.default}`)),
      env,
    );
  });
}

/** `github.com/sethvargo/go-envconfig`, which looks in one place after the other. */
const lookups: Readonly<Record<string, { lookuper: string; env: string[] }>> = {
  'with a prefix': { lookuper: 'envconfig.PrefixLookuper("SHOP_", envconfig.OsLookuper())', env: ['SHOP_PORT=80'] },
  'with a prefix, then without': {
    lookuper:
      'envconfig.MultiLookuper(envconfig.PrefixLookuper("SHOP_", envconfig.OsLookuper()), envconfig.OsLookuper())',
    env: ['SHOP_PORT=80', 'PORT=80'],
  },
};

for (const [title, { lookuper, env }] of Object.entries(lookups)) {
  test(`variables that a lookuper finds: ${title}`, async () => {
    const facts = await factsOf('', {
      'main.go': `package main\nimport (\n"context"\n"github.com/sethvargo/go-envconfig"\n)\ntype config struct { Port int \`env:"PORT,default=80"\` }\nfunc main() {\n\tvar c config\n\tlookuper := ${lookuper}\n\tenvconfig.ProcessWith(context.Background(), &envconfig.Config{Target: &c, Lookuper: lookuper})\n}\n`,
    });
    assert.deepEqual(
      facts.env.map((one) => `${one.name}=${one.default ?? ''}`),
      env,
    );
  });
}

test("client-go's name of a variable", async () => {
  const code = `import "k8s.io/client-go/tools/clientcmd"
func main() { fmt.Println(os.Getenv(clientcmd.RecommendedConfigPathEnvVar)) }`;
  const { env } = await factsOf(code);
  assert.deepEqual(
    env.map(({ name }) => name),
    ['KUBECONFIG'],
  );
});

/** `github.com/Luzifer/rconfig`, whose fields are flags, and variables where it is told so. */
const rconfig: Readonly<Record<string, { start: string; env: string[]; by: string[] }>> = {
  'with the names that fields have': {
    start: 'rconfig.AutoEnv(true); rconfig.ParseAndValidate(&cfg)',
    env: ['LISTEN=:3000', 'ENABLE_TLS=false', 'TOKEN='],
    by: ['flag:listen', 'env:LISTEN'],
  },
  'with the names of tags alone': { start: 'rconfig.Parse(&cfg)', env: ['TOKEN='], by: ['flag:listen'] },
};

for (const [title, { start, env, by }] of Object.entries(rconfig)) {
  test(`variables of rconfig ${title}`, async () => {
    const facts = await factsOf(
      `import ("net/http"; "github.com/Luzifer/rconfig/v2")
var cfg struct {
	Listen string \`flag:"listen,l" default:":3000"\`
	EnableTLS bool \`flag:"enable-tls" default:"false"\`
	APIToken string \`flag:"token" env:"TOKEN"\`
	Ready bool
}
func main() { ${start}; http.ListenAndServe(cfg.Listen, nil) }`,
    );
    assert.deepEqual(
      facts.env.map((one) => `${one.name}=${one.default ?? ''}`),
      env,
    );
    assert.deepEqual(
      facts.listens.map(({ port, configuredBy }) => [port, configuredBy]),
      [[3000, by]],
    );
  });
}
