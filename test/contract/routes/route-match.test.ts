import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mayServe } from '../../../src/contract/routes/route-match.ts';

describe('a route serves a path', () => {
  const serves: readonly [pattern: string, path: string][] = [
    ['/healthz', '/healthz'],
    ['GET /healthz', '/healthz'],
    ['example.com/healthz', '/healthz'],
    ['/healthz', '/healthz?full=1'],
    ['/orders/{id}', '/orders/7'],
    ['/orders/{id:[0-9]+}', '/orders/7'],
    ['/orders/:id', '/orders/7'],
    ['/static/*filepath', '/static/a/b.css'],
    ['/static/{path...}', '/static/a/b.css'],
    ['/api/*', '/api/x'],
    ['/api/', '/api/v1/x'],
    ['/', '/anything'],
    ['/*', '/anything'],
    ['/{$}', '/'],
    ['/files/report-{id}', '/files/report-7'],
  ];
  for (const [pattern, path] of serves) {
    it(`${pattern} serves ${path}`, () => {
      assert.equal(mayServe(pattern, path), true);
    });
  }

  const refuses: readonly [pattern: string, path: string][] = [
    ['/healthz', '/health'],
    ['/healthz', '/healthz/deep'],
    ['/a/b', '/a'],
    ['/{$}', '/x'],
    ['/orders/{id}', '/orders'],
    ['/files/report-{id}', '/files/other'],
    ['', '/x'],
  ];
  for (const [pattern, path] of refuses) {
    it(`${pattern} does not serve ${path}`, () => {
      assert.equal(mayServe(pattern, path), false);
    });
  }

  it('takes a slash at the end for a subtree unless the route answers for its own path only', () => {
    assert.ok(mayServe('/api/', '/api/orders'));
    assert.ok(!mayServe('/api/', '/api/orders', true));
    assert.ok(mayServe('/', '/', true));
  });
});
