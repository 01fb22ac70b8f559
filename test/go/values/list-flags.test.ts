import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listensWith } from '../listens-with.ts';

/** A flag of the project's own type, as a helper defines it, and what stands in for it where it is not given. */
const OWN_LIST = `type list []string
func (l *list) String() string { return "" }
func (l *list) Set(one string) error { *l = append(*l, one); return nil }
func newList(name, description string) *list {
	description += " (may be repeated)"
	var all list
	flag.Var(&all, name, description)
	return &all
}
var addrs = newList("listen", "addresses")
func serve(all []string) {
	for _, addr := range all { go http.ListenAndServe(addr, nil) }
}
func main() {
	flag.Parse()
	all := *addrs
	if len(all) == 0 { all = []string{":8428"} }
	serve(all)
	select {}
}`;

test('a list that stands in for a flag that nobody gives is a default', async () => {
  assert.deepEqual(await listensWith('flag net/http', OWN_LIST), ['8428 http all default by flag:listen']);
});

test('of a list flag that is empty by default nothing listens', async () => {
  const code = `func main() {
	addrs := pflag.StringSlice("addr", []string{":8181"}, "")
	others := pflag.StringSlice("diagnostic-addr", []string{}, "")
	pflag.Parse()
	for _, addr := range *addrs { go listen(addr) }
	for _, addr := range *others { go listen(addr) }
	select {}
}
func listen(addr string) {
	if addr == "" { addr = ":http" }
	http.ListenAndServe(addr, nil)
}`;
  const listens = await listensWith('net/http github.com/spf13/pflag', code);
  assert.deepEqual(listens, ['8181 http all default by flag:addr']);
});
