import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const STUB = `package shoppb

import "google.golang.org/grpc"

type OrdersServer interface{}

func RegisterOrdersServer(s grpc.ServiceRegistrar, srv OrdersServer) { s.RegisterService(&Orders_ServiceDesc, srv) }

var Orders_ServiceDesc = grpc.ServiceDesc{
	ServiceName: "shop.v1.Orders",
	Methods: []grpc.MethodDesc{{MethodName: "Place"}},
	Streams: []grpc.StreamDesc{{StreamName: "Watch"}},
}
`;

const files = (method: string, more = ''): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire google.golang.org/grpc v1.76.0\n',
  'shoppb/orders_grpc.pb.go': STUB,
  'main.go': `package main

import (
	"net"

	"example.com/shop/shoppb"
	"google.golang.org/grpc"
	"google.golang.org/grpc/reflection"
)

func main() {
	listener, _ := net.Listen("tcp", ":9000")
	server := grpc.NewServer()
	shoppb.RegisterOrdersServer(server, nil)
	reflection.Register(server)
	${more}
	_ = server.Serve(listener)
}
`,
  'deploy.yaml': deploymentOf('ports:\n  - containerPort: 9000'),
  'service.yaml':
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector: { app: shop }\n  ports:\n    - port: 9000\n',
  'route.yaml': `apiVersion: gateway.networking.k8s.io/v1\nkind: GRPCRoute\nmetadata:\n  name: shop\nspec:\n  parentRefs: [{ name: public }]\n  rules:\n    - matches: [{ method: ${method} }]\n      backendRefs: [{ name: shop, port: 9000 }]\n`,
});

const table: readonly (readonly [what: string, texts: Texts, expected: readonly string[]])[] = [
  ['a service', files('{ service: shop.v1.Orders }'), []],
  ['a method', files('{ service: shop.v1.Orders, method: Place }'), []],
  ['a stream of any service', files('{ method: Watch }'), []],
  ['a service that comes with gRPC', files('{ service: grpc.reflection.v1.ServerReflection }'), []],
  ['a pattern', files('{ type: RegularExpression, service: "shop\\\\..*" }'), []],
  [
    'another service',
    files('{ service: shop.v2.Orders }'),
    ['route.yaml: route-path-served: shop.v2.Orders: Change to `shop.v1.Orders`'],
  ],
  [
    'another method',
    files('{ service: shop.v1.Orders, method: Placed }'),
    ['route.yaml: route-path-served: Placed: Change to `Place`'],
  ],
  [
    'services that the source does not show',
    files('{ service: shop.v2.Orders }', 'otherpb.RegisterOthersServer(server, nil)'),
    [],
  ],
  [
    'a description that is registered by hand',
    files('{ service: shop.v2.Orders }', 'server.RegisterService(more(), nil)'),
    [],
  ],
];

for (const [what, texts, expected] of table) {
  test(`a GRPCRoute names ${what}`, async () => {
    assert.deepEqual(await finder(/^route-path-served$/, (file) => file === 'route.yaml')(texts), expected);
  });
}
