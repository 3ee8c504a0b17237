// How this device likes its live picture: at once by fMP4, or by HLS, which any network carries.
import { signal } from '@preact/signals';
import { recall, remember } from '~/lib/settings.ts';

export const DELIVERIES = ['auto', 'fmp4', 'hls'] as const;
export type Delivery = (typeof DELIVERIES)[number];

const known = recall('delivery');
export const delivery = signal<Delivery>(known === 'fmp4' || known === 'hls' ? known : 'auto');

export function setDelivery(next: Delivery): void {
  delivery.value = next;
  remember('delivery', next === 'auto' ? null : next);
}
