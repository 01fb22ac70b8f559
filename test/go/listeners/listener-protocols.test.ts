import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listensOf } from '../go-project.ts';

const TRAPS = `type traps struct { proto string; conn any }
func (t *traps) listen(addr string) error {
	parts := strings.SplitN(addr, "://", 2)
	t.proto = "udp"
	if len(parts) > 1 {
		t.proto = parts[0]
		addr = parts[1]
	}
	switch t.proto {
	case "tcp":
		return t.overTCP(addr)
	case "udp":
		return t.overUDP(addr)
	default:
		return fmt.Errorf("%s is not spoken", t.proto)
	}
}
func (t *traps) overUDP(addr string) error { a, err := net.ResolveUDPAddr(t.proto, addr); if err != nil { return err }; t.conn, err = net.ListenUDP("udp", a); return err }
func (t *traps) overTCP(addr string) error { a, err := net.ResolveTCPAddr(t.proto, addr); if err != nil { return err }; t.conn, err = net.ListenTCP("tcp", a); return err }
`;

/** A switch on a field that the function itself has just written: in the order of its writes, as far as they decide. */
const cases: Readonly<Record<string, { address: string; listens: string[] }>> = {
  'what is spoken without a word': { address: '":9162"', listens: ['9162 udp all known', '? tcp all unknown'] },
  'what an address says': {
    address: '"tcp://127.0.0.1:2162"',
    listens: ['? udp loopback unknown', '2162 tcp loopback known'],
  },
  'what only a setting says': {
    address: 'os.Getenv("ADDR")',
    listens: ['? udp ? unknown by env:ADDR', '? tcp ? unknown by env:ADDR'],
  },
};

for (const [name, { address, listens }] of Object.entries(cases)) {
  test(`protocol: ${name}`, async () => {
    assert.deepEqual(await listensOf(`${TRAPS}func main() { (&traps{}).listen(${address}) }`), listens);
  });
}
