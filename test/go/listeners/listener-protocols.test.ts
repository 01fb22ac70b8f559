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

/** `if c.TLS != nil { l = tls.NewListener(l, c.TLS) }` */
const TLS_OR_NOT = `import ("crypto/tls"; "flag"; "net"; "net/http"; "os")
type config struct { TLS *tls.Config }
func (c *config) secure(file string) { c.TLS = &tls.Config{ServerName: file} }
func serve(c *config) {
	l, _ := net.Listen("tcp", ":4750")
	if c.TLS != nil { l = tls.NewListener(l, c.TLS) }
	server := http.Server{}
	server.Serve(l)
}
var cert = flag.String("cert", "", "")
`;

const secured: Readonly<Record<string, { main: string; listens: string[] }>> = {
  'that nothing turns on by default': {
    main: 'c := &config{}; if *cert != "" { c.secure(*cert) }; serve(c)',
    listens: ['4750 http all known'],
  },
  'that a file out of sight may turn on': {
    main: 'c := &config{}; if _, err := os.Stat("/tls"); err == nil { c.secure("/tls") }; serve(c)',
    listens: ['4750 http all known'],
  },
  'that is always on': { main: 'c := &config{}; c.secure("x"); serve(c)', listens: ['4750 https all known'] },
};

for (const [name, { main, listens }] of Object.entries(secured)) {
  test(`protocol: TLS around a socket ${name}`, async () => {
    assert.deepEqual(await listensOf(`${TLS_OR_NOT}func main() { flag.Parse(); ${main} }`), listens);
  });
}

test('protocol: what a socket serves that a list holds', async () => {
  const code = `import ("net"; "net/http"; "github.com/prometheus/exporter-toolkit/web")
func open(addresses []string) []net.Listener { var all []net.Listener; for _, a := range addresses { l, _ := net.Listen("tcp", a); all = append(all, l) }; return all }
func main() { s := &http.Server{}; web.ServeMultiple(open([]string{":9090"}), s, nil, nil) }`;
  assert.deepEqual(await listensOf(code), ['9090 http all known']);
});

test('protocol: gRPC that xDS configures', async () => {
  const code = `import ("net"; "google.golang.org/grpc/xds")
func main() { l, _ := net.Listen("tcp", ":50051"); s, _ := xds.NewGRPCServer(); s.Serve(l) }`;
  assert.deepEqual(await listensOf(code), ['50051 grpc all known']);
});

/** `l, err := func() (net.Listener, error) { … }()` */
const OPENED = `import ("net"; "net/http"; "os")
type server struct { listener net.Listener }
func (s *server) open(address string) error {
	kind := os.Getenv("KIND")
	l, err := func() (net.Listener, error) {
		if kind == "unix" { return net.Listen("unix", address) }
		return net.Listen("tcp", address)
	}()
	if err != nil { return err }
	s.listener = l
	return nil
}
func (s *server) serve(l net.Listener) error { srv := &http.Server{}; return srv.Serve(l) }
func start(address string) { s := &server{}; s.open(address); s.serve(s.listener) }
`;

test('protocol: a socket that a function literal opens, for each who calls the function around it', async () => {
  const listens = ['4180 http all known', '4181 http loopback known'];
  assert.deepEqual(await listensOf(`${OPENED}func main() { start(":4180"); start("127.0.0.1:4181") }`), listens);
});
