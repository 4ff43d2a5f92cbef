"""Why a workbook gets no annotated copy, in Chinese: whole sentences for an office."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    # 格式
    "annotated.old-workbook": "这是旧格式的工作簿（.xls），不能加批注；请另存为.xlsx后重试。",
    "annotated.opendocument": "这是.ods表格，不能加批注；请另存为.xlsx后重试。",
    "annotated.no-workbook": "这不是.xlsx或.xlsm工作簿，不能加批注。",
    "annotated.strict": "工作簿按“Strict Open XML”格式保存，不能加批注；请另存为普通的.xlsx后重试。",
    # 不应改动的文件
    "annotated.encrypted": "工作簿设有打开密码，不能加批注。",
    "annotated.signed": "工作簿有数字签名，一经改动签名即失效，不加批注。",
    # 不能照原样保留的文件
    "annotated.broken": "文件已损坏，不能加批注。",
    "annotated.damaged": "工作簿内的“{part}”已损坏，不能加批注。",
    "annotated.unusual-zip": "工作簿的打包方式特殊，加批注后不能保证其余内容不变；请用Excel或WPS另存后重试。",
    "annotated.unusual-part": "工作簿内的“{part}”结构特殊，加批注后不能保证其余内容不变；请用Excel或WPS另存后重试。",
    "annotated.encoding": "工作簿内的“{part}”不是UTF-8编码，不能加批注；请用Excel或WPS另存后重试。",
    "annotated.entities": "工作簿内的“{part}”带有文档类型定义（DTD），不予改动；请用Excel或WPS另存后重试。",
    "annotated.alternatives": "工作表“{sheet}”对不同版本的软件有不同内容，加批注后不能保证其余内容不变。",
    "annotated.no-styles": "工作簿没有样式表，不能给单元格加底色；请用Excel或WPS另存后重试。",
    "annotated.too-many-styles": "工作簿的单元格样式已达上限，不能再加底色。",
    "annotated.too-large": "工作簿过大，不加批注。",
    # 批注的位置
    "annotated.no-sheet": "工作簿没有工作表“{sheet}”，不能加批注。",
    "annotated.no-worksheet": "“{sheet}”不是普通工作表，不能加批注。",
    "annotated.no-cell": "工作表“{sheet}”没有单元格“{cell}”，不能加批注。",
    "annotated.threaded-comments": "工作表“{sheet}”单元格{cell}已有可回复的新式批注，不予改动。",
    "annotated.comment-full": "工作表“{sheet}”单元格{cell}的批注已达字数上限，不能再加。",
}
