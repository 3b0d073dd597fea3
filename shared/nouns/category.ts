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
    name: {
      vi: 'Trật tự khu vực biên giới',
      en: 'Order in the border area',
      km: 'សណ្តាប់ធ្នាប់តំបន់ព្រំដែន',
      zh: '边境地区秩序',
      lo: 'ຄວາມເປັນລະບຽບເຂດຊາຍແດນ',
    },
    categories: [
      {
        code: 'personal_conflict',
        name: {
          vi: 'Mâu thuẫn cá nhân',
          en: 'Personal conflict',
          km: 'ទំនាស់បុគ្គល',
          zh: '个人纠纷',
          lo: 'ຂໍ້ຂັດແຍ່ງສ່ວນບຸກຄົນ',
        },
        cap: 'Security',
      },
      {
        code: 'illegal_fishing',
        name: {
          vi: 'Khai thác thủy sản trái phép',
          en: 'Illegal fishing',
          km: 'នេសាទខុសច្បាប់',
          zh: '非法捕捞',
          lo: 'ຫາປາຜິດກົດໝາຍ',
        },
        cap: 'Env',
      },
      {
        code: 'border_regulation_violation',
        name: {
          vi: 'Vi phạm quy chế biên giới',
          en: 'Violation of border regulations',
          km: 'រំលោភបទបញ្ជាព្រំដែន',
          zh: '违反边境管理规定',
          lo: 'ລະເມີດລະບຽບການຊາຍແດນ',
        },
        cap: 'Security',
      },
      {
        code: 'traffic_accident',
        name: {
          vi: 'Tai nạn giao thông',
          en: 'Traffic accident',
          km: 'គ្រោះថ្នាក់ចរាចរណ៍',
          zh: '交通事故',
          lo: 'ອຸບັດຕິເຫດຈະລາຈອນ',
        },
        cap: 'Transport',
      },
    ],
  },
  {
    code: 'land_use',
    name: {
      vi: 'Sử dụng đất, rừng',
      en: 'Land and forest use',
      km: 'ការប្រើប្រាស់ដី និងព្រៃឈើ',
      zh: '土地和森林使用',
      lo: 'ການນຳໃຊ້ດິນ ແລະ ປ່າໄມ້',
    },
    categories: [
      {
        code: 'encroaching_cultivation',
        name: {
          vi: 'Xâm canh',
          en: 'Encroaching cultivation',
          km: 'ដាំដុះរំលោភដី',
          zh: '越界耕种',
          lo: 'ປູກຝັງລ່ວງລ້ຳ',
        },
        cap: 'Geo',
      },
      {
        code: 'encroaching_residence',
        name: {
          vi: 'Xâm cư',
          en: 'Encroaching residence',
          km: 'តាំងទីលំនៅរំលោភដី',
          zh: '越界居住',
          lo: 'ຢູ່ອາໄສລ່ວງລ້ຳ',
        },
        cap: 'Geo',
      },
      {
        code: 'grazing',
        name: {
          vi: 'Chăn thả gia súc',
          en: 'Grazing across the line',
          km: 'ឃ្វាលសត្វឆ្លងព្រំដែន',
          zh: '越界放牧',
          lo: 'ລ້ຽງສັດຂ້າມຊາຍແດນ',
        },
        cap: 'Env',
      },
      {
        code: 'forest_exploitation',
        name: {
          vi: 'Khai thác lâm thổ sản',
          en: 'Forest exploitation',
          km: 'អាជីវកម្មព្រៃឈើ',
          zh: '采伐林产品',
          lo: 'ຂຸດຄົ້ນໄມ້ ແລະ ເຄື່ອງປ່າຂອງດົງ',
        },
        cap: 'Env',
      },
    ],
  },
  {
    code: 'crime',
    name: {
      vi: 'Tội phạm xuyên biên giới',
      en: 'Cross-border crime',
      km: 'បទល្មើសឆ្លងដែន',
      zh: '跨境犯罪',
      lo: 'ອາຊະຍາກຳຂ້າມຊາຍແດນ',
    },
    categories: [
      {
        code: 'trafficking_in_persons',
        name: {
          vi: 'Mua bán người',
          en: 'Trafficking in persons',
          km: 'ជួញដូរមនុស្ស',
          zh: '拐卖人口',
          lo: 'ການຄ້າມະນຸດ',
        },
        cap: 'Security',
      },
      {
        code: 'illegal_crossing',
        name: {
          vi: 'Xuất nhập cảnh trái phép',
          en: 'Illegal crossing',
          km: 'ឆ្លងដែនខុសច្បាប់',
          zh: '非法出入境',
          lo: 'ເຂົ້າ-ອອກຊາຍແດນຜິດກົດໝາຍ',
        },
        cap: 'Security',
      },
      {
        code: 'brokering_illegal_crossing',
        name: {
          vi: 'Tổ chức, môi giới xuất nhập cảnh trái phép',
          en: 'Organising or brokering illegal crossing',
          km: 'រៀបចំ ឬជួញជើងឆ្លងដែនខុសច្បាប់',
          zh: '组织、介绍他人非法出入境',
          lo: 'ຈັດຕັ້ງ ຫຼື ນາຍໜ້າພາຄົນຂ້າມຊາຍແດນຜິດກົດໝາຍ',
        },
        cap: 'Security',
      },
      {
        code: 'smuggling',
        name: { vi: 'Buôn lậu', en: 'Smuggling', km: 'រត់ពន្ធ', zh: '走私', lo: 'ລັກລອບຂົນສົ່ງສິນຄ້າ' },
        cap: 'Security',
      },
      {
        code: 'trade_fraud',
        name: {
          vi: 'Gian lận thương mại',
          en: 'Trade fraud',
          km: 'ក្លែងបន្លំពាណិជ្ជកម្ម',
          zh: '商业欺诈',
          lo: 'ສໍ້ໂກງການຄ້າ',
        },
        cap: 'Security',
      },
      {
        code: 'counterfeit_goods',
        name: { vi: 'Hàng giả', en: 'Counterfeit goods', km: 'ទំនិញក្លែងក្លាយ', zh: '假冒商品', lo: 'ສິນຄ້າປອມ' },
        cap: 'Security',
      },
      {
        code: 'drugs',
        name: { vi: 'Ma túy', en: 'Drugs', km: 'គ្រឿងញៀន', zh: '毒品', lo: 'ຢາເສບຕິດ' },
        cap: 'Security',
      },
    ],
  },
  {
    code: 'health',
    name: { vi: 'Y tế', en: 'Health', km: 'សុខាភិបាល', zh: '卫生', lo: 'ສາທາລະນະສຸກ' },
    categories: [
      {
        code: 'epidemic',
        name: { vi: 'Dịch bệnh', en: 'Epidemic', km: 'ជំងឺរាតត្បាត', zh: '疫情', lo: 'ພະຍາດລະບາດ' },
        cap: 'Health',
      },
    ],
  },
  {
    code: 'boundary',
    name: {
      vi: 'Đường biên, cột mốc',
      en: 'Boundary line and markers',
      km: 'ខ្សែព្រំដែន និងបង្គោល',
      zh: '边界线和界碑',
      lo: 'ເສັ້ນຊາຍແດນ ແລະ ຫຼັກໝາຍ',
    },
    categories: [
      {
        code: 'boundary_marker',
        name: {
          vi: 'Cột mốc, mốc giới',
          en: 'Boundary markers',
          km: 'បង្គោលព្រំដែន',
          zh: '界碑',
          lo: 'ຫຼັກໝາຍຊາຍແດນ',
        },
        cap: 'Geo',
      },
    ],
  },
  {
    code: 'other',
    name: { vi: 'Khác', en: 'Other', km: 'ផ្សេងៗ', zh: '其他', lo: 'ອື່ນໆ' },
    categories: [
      {
        code: 'other',
        name: { vi: 'Việc khác', en: 'Other matter', km: 'រឿងផ្សេង', zh: '其他事项', lo: 'ເລື່ອງອື່ນ' },
        cap: 'Other',
      },
    ],
  },
] as const satisfies readonly CategoryGroup[];

export const categories: readonly Category[] = categoryTree.flatMap(
  (group): readonly Category[] => group.categories,
);

export const categoryCode = z.enum(categories.map(({ code }) => code) as [string, ...string[]]);
export type CategoryCode = z.infer<typeof categoryCode>;
