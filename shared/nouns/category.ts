/**
 * The tree of incident categories, from the practice of the border stations: the disputes and land-use matters settled
 * on the spot, the cross-border crimes, and the rest. `cap` is the CAP 1.2 category it maps to.
 */
import { z } from 'zod';
import type { CapCategory } from '../cap.ts';
import type { LocalText } from '../text.ts';

interface Category {
  code: string;
  name: LocalText;
  cap: CapCategory;
}
interface CategoryGroup {
  code: string;
  name: LocalText;
  categories: readonly Category[];
}

export const categoryTree = [
  {
    code: 'order',
    name: { vi: 'Trật tự khu vực biên giới', en: 'Order in the border area' },
    categories: [
      {
        code: 'personal_conflict',
        name: { vi: 'Mâu thuẫn cá nhân', en: 'Personal conflict' },
        cap: 'Security',
      },
      {
        code: 'illegal_fishing',
        name: { vi: 'Khai thác thủy sản trái phép', en: 'Illegal fishing' },
        cap: 'Env',
      },
      {
        code: 'border_regulation_violation',
        name: { vi: 'Vi phạm quy chế biên giới', en: 'Violation of border regulations' },
        cap: 'Security',
      },
      {
        code: 'traffic_accident',
        name: { vi: 'Tai nạn giao thông', en: 'Traffic accident' },
        cap: 'Transport',
      },
    ],
  },
  {
    code: 'land_use',
    name: { vi: 'Sử dụng đất, rừng', en: 'Land and forest use' },
    categories: [
      {
        code: 'encroaching_cultivation',
        name: { vi: 'Xâm canh', en: 'Encroaching cultivation' },
        cap: 'Geo',
      },
      { code: 'encroaching_residence', name: { vi: 'Xâm cư', en: 'Encroaching residence' }, cap: 'Geo' },
      { code: 'grazing', name: { vi: 'Chăn thả gia súc', en: 'Grazing across the line' }, cap: 'Env' },
      {
        code: 'forest_exploitation',
        name: { vi: 'Khai thác lâm thổ sản', en: 'Forest exploitation' },
        cap: 'Env',
      },
    ],
  },
  {
    code: 'crime',
    name: { vi: 'Tội phạm xuyên biên giới', en: 'Cross-border crime' },
    categories: [
      {
        code: 'trafficking_in_persons',
        name: { vi: 'Mua bán người', en: 'Trafficking in persons' },
        cap: 'Security',
      },
      {
        code: 'illegal_crossing',
        name: { vi: 'Xuất nhập cảnh trái phép', en: 'Illegal crossing' },
        cap: 'Security',
      },
      {
        code: 'brokering_illegal_crossing',
        name: {
          vi: 'Tổ chức, môi giới xuất nhập cảnh trái phép',
          en: 'Organising or brokering illegal crossing',
        },
        cap: 'Security',
      },
      { code: 'smuggling', name: { vi: 'Buôn lậu', en: 'Smuggling' }, cap: 'Security' },
      { code: 'trade_fraud', name: { vi: 'Gian lận thương mại', en: 'Trade fraud' }, cap: 'Security' },
      { code: 'counterfeit_goods', name: { vi: 'Hàng giả', en: 'Counterfeit goods' }, cap: 'Security' },
      { code: 'drugs', name: { vi: 'Ma túy', en: 'Drugs' }, cap: 'Security' },
    ],
  },
  {
    code: 'health',
    name: { vi: 'Y tế', en: 'Health' },
    categories: [{ code: 'epidemic', name: { vi: 'Dịch bệnh', en: 'Epidemic' }, cap: 'Health' }],
  },
  {
    code: 'boundary',
    name: { vi: 'Đường biên, cột mốc', en: 'Boundary line and markers' },
    categories: [
      { code: 'boundary_marker', name: { vi: 'Cột mốc, mốc giới', en: 'Boundary markers' }, cap: 'Geo' },
    ],
  },
  {
    code: 'other',
    name: { vi: 'Khác', en: 'Other' },
    categories: [{ code: 'other', name: { vi: 'Việc khác', en: 'Other matter' }, cap: 'Other' }],
  },
] as const satisfies readonly CategoryGroup[];

export const categories: readonly Category[] = categoryTree.flatMap(
  (group): readonly Category[] => group.categories,
);

export const categoryCode = z.enum(categories.map(({ code }) => code) as [string, ...string[]]);
export type CategoryCode = z.infer<typeof categoryCode>;
