/** How many columns and rows a wall of so many tiles needs on a wide screen: pure. */

/** Beyond this the letters would be too small for four metres; what is left is counted. */
export const mostTiles = 30;

export interface WallLayout {
  columns: number;
  rows: number;
}

/** The fewest columns whose tiles are still wider than high; a tile is read line by line. */
export function layoutFor(count: number): WallLayout {
  const tiles = Math.max(1, Math.min(count, mostTiles));
  const columns = tiles <= 2 ? 1 : tiles <= 6 ? 2 : tiles <= 15 ? 3 : tiles <= 24 ? 4 : 5;
  return { columns, rows: Math.ceil(tiles / columns) };
}
