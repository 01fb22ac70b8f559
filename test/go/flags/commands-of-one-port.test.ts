import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../go-project.ts';

const commands = (one: string, other: string) => `import ("net/http"; "github.com/spf13/cobra")
var root = &cobra.Command{Use: "app"}
func first(*cobra.Command, []string) error { return http.ListenAndServe(":8080", nil) }
func second(*cobra.Command, []string) error { return http.ListenAndServe(":8080", http.NewServeMux()) }
func main() {
	root.AddCommand(&cobra.Command{Use: "${one}", RunE: first}, &cobra.Command{Use: "${other}", RunE: second})
	root.Execute()
}`;

test('two commands that open the same port both serve', async () => {
  for (const [one, other, args] of [
    ['users', 'orders', null],
    ['orders', 'users', null],
    ['serve', 'preview', ['serve']],
    ['preview', 'serve', ['serve']],
  ] as const) {
    const { command, listens } = await factsOf(commands(one, other));
    assert.deepEqual(command?.args ?? null, args, one);
    assert.deepEqual(
      listens.map(({ port }) => port),
      [8080],
    );
  }
});
