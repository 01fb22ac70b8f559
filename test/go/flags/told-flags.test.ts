import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../go-project.ts';

const FLAG = 'var addr = flag.String("addr", ":9253", "")\n';
const COBRA = `var addr string
var root = &cobra.Command{Use: "app", Run: func(*cobra.Command, []string) { http.ListenAndServe(addr, nil) }}
func init() { root.Flags().StringVar(&addr, "web.addr", ":9253", ""); tell(map[string]string{"APP_ADDR": "web.addr"}, root) }
func main() { root.Execute() }
`;

/** Flags that the program hands variables on to, and what the variables are by default. */
const cases: Readonly<Record<string, { code: string; by: string[]; env: string[] }>> = {
  'by its name': {
    code: `${FLAG}func main() { flag.Parse(); if v := os.Getenv("ADDR"); v != "" { flag.Set("addr", v) }; http.ListenAndServe(*addr, nil) }`,
    by: ['flag:addr', 'env:ADDR'],
    env: ['ADDR=:9253'],
  },
  'that is looked up': {
    code: `${FLAG}func main() { flag.Parse(); flag.Lookup("addr").Value.Set(os.Getenv("ADDR")); http.ListenAndServe(*addr, nil) }`,
    by: ['flag:addr', 'env:ADDR'],
    env: ['ADDR=:9253'],
  },
  'of a table that a helper goes over': {
    code: `import "github.com/spf13/cobra"\n${COBRA}func tell(all map[string]string, cmd *cobra.Command) {
	for env, flag := range all { flag := cmd.Flags().Lookup(flag); if v := os.Getenv(env); v != "" { flag.Value.Set(v) } }
}`,
    by: ['flag:web.addr', 'env:APP_ADDR'],
    env: ['APP_ADDR=:9253'],
  },
  'whose name nobody knows': {
    code: `${FLAG}func main() { flag.Parse(); flag.Set(os.Args[1], os.Getenv("ADDR")); http.ListenAndServe(*addr, nil) }`,
    by: ['flag:addr'],
    env: ['ADDR='],
  },
  'which is no flag but a header': {
    code: `${FLAG}func main() { flag.Parse(); http.Header{}.Set("addr", os.Getenv("ADDR")); http.ListenAndServe(*addr, nil) }`,
    by: ['flag:addr'],
    env: ['ADDR='],
  },
};

for (const [name, { code, by, env }] of Object.entries(cases)) {
  test(`a variable that is handed on to a flag ${name}`, async () => {
    const facts = await factsOf(code);
    assert.deepEqual(
      facts.listens.map(({ port, configuredBy }) => [port, configuredBy]),
      [[9253, by]],
    );
    assert.deepEqual(
      facts.env.map((one) => `${one.name}=${one.default ?? ''}`),
      env,
    );
  });
}
