import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../go-project.ts';

const LISTENS = 'return http.ListenAndServe(":8080", nil)';
const RUN = `func runServe(cmd *cobra.Command, args []string) error { ${LISTENS} }\n`;

/** How a command is made whose literal does not say what it runs. */
const cases: Readonly<Record<string, string>> = {
  'a literal': `func serve() *cobra.Command { cmd := &cobra.Command{Use: "serve"}; cmd.RunE = func(cmd *cobra.Command, args []string) error { ${LISTENS} }; return cmd }`,
  'a function': `func serve() *cobra.Command { cmd := &cobra.Command{Use: "serve"}; cmd.RunE = runServe; return cmd }\n${RUN}`,
  'a function, to a package variable': `var serveCmd = &cobra.Command{Use: "serve"}\nfunc serve() *cobra.Command { serveCmd.RunE = runServe; return serveCmd }\n${RUN}`,
};

for (const [name, code] of Object.entries(cases)) {
  test(`a command that is assigned ${name}`, async () => {
    const { command } = await factsOf(`import ("net/http"; "github.com/spf13/cobra")
${code}
func version() *cobra.Command { return &cobra.Command{Use: "version", Run: func(cmd *cobra.Command, args []string) { println("1") }} }
func main() { root := &cobra.Command{Use: "app"}; root.AddCommand(serve(), version()); root.Execute() }
`);
    assert.deepEqual(command?.args, ['serve']);
  });
}

test('commands of a table, beside some that listen in passing', async () => {
  const { kind } = await factsOf(`import ("net/http"; "github.com/spf13/cobra")
type entry struct { name string; run func(*cobra.Command, []string) error }
var table = map[string]entry{}
func register(one entry) { table[one.name] = one }
func listen(*cobra.Command, []string) error { ${LISTENS} }
func init() { register(entry{"run", listen}); register(entry{"stop", listen}) }
func commandOf(one entry) *cobra.Command { return &cobra.Command{Use: one.name + " [flags]", RunE: one.run} }
func main() {
	root := &cobra.Command{Use: "app"}
	root.AddCommand(&cobra.Command{Use: "export", RunE: listen}, &cobra.Command{Use: "import", RunE: listen})
	for _, one := range table { root.AddCommand(commandOf(one)) }
	root.Execute()
}
`);
  assert.equal(kind, 'server');
});
