import { describe, expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import { Sizes } from './record.sizes.ts';

describe('Sizes', () => {
  test('adds up what is observed by method and route, whoever observes it', async () => {
    const register = new Registry();
    const sizes = new Sizes(register, { name: 'size_bytes', help: 'Sizes' });
    sizes.of({ method: 'GET', route: '/a' })(100);
    sizes.of({ method: 'GET', route: '/a' })(50);
    sizes.of({ method: 'POST', route: '/a' })(7);

    const text = await register.metrics();

    expect(text.trim().split('\n')).toEqual([
      '# HELP size_bytes Sizes',
      '# TYPE size_bytes summary',
      'size_bytes_sum{method="GET",route="/a"} 150',
      'size_bytes_count{method="GET",route="/a"} 2',
      'size_bytes_sum{method="POST",route="/a"} 7',
      'size_bytes_count{method="POST",route="/a"} 1',
    ]);
  });
});
