/** Whether this page is a wall display: an address of its own, so that a screen without a keyboard can be set to it. */

export const wallAddress = '?wall';

export function isWall(): boolean {
  return new URLSearchParams(window.location.search).has('wall');
}
