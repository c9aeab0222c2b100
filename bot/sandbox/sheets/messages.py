"""The messages of the Sheets API v4 that this sandbox takes and gives, by field and type.

Field names and types are those of Google's published discovery document. One message a
paragraph, `Message: field=type …`, where a type is `int`, `num`, `str`, `bool`, `any`, `mask`
(a field mask), another message, values that a `|` parts, `[a list of]` or `{a map to}` one of
these, or `-`: known to Google, not done by this sandbox. Those of
Drive v3 come last, under names of their own.
"""

TEXT = """
AddConditionalFormatRuleRequest: index=int rule=ConditionalFormatRule
AddFilterViewRequest: filter=FilterView
AddFilterViewResponse: filter=FilterView
AddNamedRangeRequest: namedRange=NamedRange
AddNamedRangeResponse: namedRange=NamedRange
AddProtectedRangeRequest: protectedRange=ProtectedRange
AddProtectedRangeResponse: protectedRange=ProtectedRange
AddSheetRequest: properties=SheetProperties
AddSheetResponse: properties=SheetProperties
AppendCellsRequest: fields=mask rows=[RowData] sheetId=int tableId=str
AppendDimensionRequest: dimension=ROWS|COLUMNS length=int sheetId=int
AppendValuesResponse: spreadsheetId=str tableRange=str updates=UpdateValuesResponse
AutoResizeDimensionsRequest: dataSourceSheetDimensions=- dimensions=DimensionRange
BasicFilter: criteria={FilterCriteria} filterSpecs=[FilterSpec] range=GridRange
  sortSpecs=[SortSpec] tableId=str
BatchClearValuesRequest: ranges=[str]
BatchClearValuesResponse: clearedRanges=[str] spreadsheetId=str
BatchGetValuesResponse: spreadsheetId=str valueRanges=[ValueRange]
BatchUpdateSpreadsheetRequest:
  commentsViewMode=COMMENTS_VIEW_MODE_DEFAULT_FOR_CURRENT_ACCESS|COMMENTS_VIEW_MODE_OMITTED|
    COMMENTS_VIEW_MODE_INCLUDED includeSpreadsheetInResponse=bool requests=[Request]
  responseIncludeGridData=bool responseRanges=[str]
BatchUpdateSpreadsheetResponse:
  commentUpdateState=NO_UPDATES_REQUESTED|ALL_SAVED|ALL_FAILED_UNKNOWN_REASON replies=[Response]
  spreadsheetId=str updatedSpreadsheet=Spreadsheet
BatchUpdateValuesRequest: data=[ValueRange] includeValuesInResponse=bool
  responseDateTimeRenderOption=SERIAL_NUMBER|FORMATTED_STRING
  responseValueRenderOption=FORMATTED_VALUE|UNFORMATTED_VALUE|FORMULA
  valueInputOption=RAW|USER_ENTERED
BatchUpdateValuesResponse: responses=[UpdateValuesResponse] spreadsheetId=str
  totalUpdatedCells=int totalUpdatedColumns=int totalUpdatedRows=int totalUpdatedSheets=int
BooleanCondition:
  type=NUMBER_GREATER|NUMBER_GREATER_THAN_EQ|NUMBER_LESS|NUMBER_LESS_THAN_EQ|NUMBER_EQ|
    NUMBER_NOT_EQ|NUMBER_BETWEEN|NUMBER_NOT_BETWEEN|TEXT_CONTAINS|TEXT_NOT_CONTAINS|
    TEXT_STARTS_WITH|TEXT_ENDS_WITH|TEXT_EQ|TEXT_IS_EMAIL|TEXT_IS_URL|DATE_EQ|DATE_BEFORE|
    DATE_AFTER|DATE_ON_OR_BEFORE|DATE_ON_OR_AFTER|DATE_BETWEEN|DATE_NOT_BETWEEN|DATE_IS_VALID|
    ONE_OF_RANGE|ONE_OF_LIST|BLANK|NOT_BLANK|CUSTOM_FORMULA|BOOLEAN|TEXT_NOT_EQ|DATE_NOT_EQ|
    FILTER_EXPRESSION values=[ConditionValue]
BooleanRule: condition=BooleanCondition format=CellFormat
Border: color=Color colorStyle=ColorStyle
  style=DOTTED|DASHED|SOLID|SOLID_MEDIUM|SOLID_THICK|NONE|DOUBLE width=int
Borders: bottom=Border left=Border right=Border top=Border
CellData: chipRuns=- dataSourceFormula=- dataSourceTable=- dataValidation=DataValidationRule
  effectiveFormat=CellFormat effectiveValue=ExtendedValue formattedValue=str hyperlink=str
  note=str pivotTable=- textFormatRuns=[TextFormatRun] userEnteredFormat=CellFormat
  userEnteredValue=ExtendedValue
CellFormat: backgroundColor=Color backgroundColorStyle=ColorStyle borders=Borders
  horizontalAlignment=LEFT|CENTER|RIGHT hyperlinkDisplayType=LINKED|PLAIN_TEXT
  numberFormat=NumberFormat padding=Padding textDirection=LEFT_TO_RIGHT|RIGHT_TO_LEFT
  textFormat=TextFormat textRotation=TextRotation verticalAlignment=TOP|MIDDLE|BOTTOM
  wrapStrategy=OVERFLOW_CELL|LEGACY_WRAP|CLIP|WRAP
ClearBasicFilterRequest: sheetId=int
ClearValuesRequest:
ClearValuesResponse: clearedRange=str spreadsheetId=str
Color: alpha=num blue=num green=num red=num
ColorStyle: rgbColor=Color
  themeColor=TEXT|BACKGROUND|ACCENT1|ACCENT2|ACCENT3|ACCENT4|ACCENT5|ACCENT6|LINK
ConditionValue: relativeDate=PAST_YEAR|PAST_MONTH|PAST_WEEK|YESTERDAY|TODAY|TOMORROW
  userEnteredValue=str
ConditionalFormatRule: booleanRule=BooleanRule gradientRule=GradientRule ranges=[GridRange]
CopyPasteRequest: destination=GridRange pasteOrientation=NORMAL|TRANSPOSE
  pasteType=PASTE_NORMAL|PASTE_VALUES|PASTE_FORMAT|PASTE_NO_BORDERS|PASTE_FORMULA|
    PASTE_DATA_VALIDATION|PASTE_CONDITIONAL_FORMATTING source=GridRange
CopySheetToAnotherSpreadsheetRequest: destinationSpreadsheetId=str
CreateDeveloperMetadataRequest: developerMetadata=DeveloperMetadata
CreateDeveloperMetadataResponse: developerMetadata=DeveloperMetadata
CutPasteRequest: destination=GridCoordinate
  pasteType=PASTE_NORMAL|PASTE_VALUES|PASTE_FORMAT|PASTE_NO_BORDERS|PASTE_FORMULA|
    PASTE_DATA_VALIDATION|PASTE_CONDITIONAL_FORMATTING source=GridRange
DataFilter: a1Range=str developerMetadataLookup=DeveloperMetadataLookup gridRange=GridRange
DataValidationRule: condition=BooleanCondition inputMessage=str showCustomUi=bool strict=bool
DeleteConditionalFormatRuleRequest: index=int sheetId=int
DeleteConditionalFormatRuleResponse: rule=ConditionalFormatRule
DeleteDeveloperMetadataRequest: dataFilter=DataFilter
DeleteDeveloperMetadataResponse: deletedDeveloperMetadata=[DeveloperMetadata]
DeleteDimensionRequest: range=DimensionRange
DeleteDuplicatesRequest: comparisonColumns=[DimensionRange] range=GridRange
DeleteDuplicatesResponse: duplicatesRemovedCount=int
DeleteFilterViewRequest: filterId=int
DeleteNamedRangeRequest: namedRangeId=str
DeleteProtectedRangeRequest: protectedRangeId=int
DeleteRangeRequest: range=GridRange shiftDimension=ROWS|COLUMNS
DeleteSheetRequest: sheetId=int
DeveloperMetadata: location=DeveloperMetadataLocation metadataId=int metadataKey=str
  metadataValue=str visibility=DOCUMENT|PROJECT
DeveloperMetadataLocation: dimensionRange=DimensionRange locationType=ROW|COLUMN|SHEET|SPREADSHEET
  sheetId=int spreadsheet=bool
DeveloperMetadataLookup: locationMatchingStrategy=EXACT_LOCATION|INTERSECTING_LOCATION
  locationType=ROW|COLUMN|SHEET|SPREADSHEET metadataId=int metadataKey=str
  metadataLocation=DeveloperMetadataLocation metadataValue=str visibility=DOCUMENT|PROJECT
DimensionProperties: dataSourceColumnReference=- developerMetadata=[DeveloperMetadata]
  hiddenByFilter=bool hiddenByUser=bool pixelSize=int
DimensionRange: dimension=ROWS|COLUMNS endIndex=int sheetId=int startIndex=int
DuplicateFilterViewRequest: filterId=int
DuplicateFilterViewResponse: filter=FilterView
DuplicateSheetRequest: insertSheetIndex=int newSheetId=int newSheetName=str sourceSheetId=int
DuplicateSheetResponse: properties=SheetProperties
Editors: domainUsersCanEdit=bool groups=[str] users=[str]
ErrorValue: message=str type=ERROR|NULL_VALUE|DIVIDE_BY_ZERO|VALUE|REF|NAME|NUM|N_A|LOADING
ExtendedValue: boolValue=bool errorValue=ErrorValue formulaValue=str numberValue=num
  stringValue=str
FilterCriteria: condition=BooleanCondition hiddenValues=[str] visibleBackgroundColor=Color
  visibleBackgroundColorStyle=ColorStyle visibleForegroundColor=Color
  visibleForegroundColorStyle=ColorStyle
FilterSpec: columnIndex=int dataSourceColumnReference=- filterCriteria=FilterCriteria
FilterView: criteria={FilterCriteria} filterSpecs=[FilterSpec] filterViewId=int namedRangeId=str
  range=GridRange sortSpecs=[SortSpec] tableId=str title=str
FindReplaceRequest: allSheets=bool find=str includeFormulas=bool matchCase=bool
  matchEntireCell=bool range=GridRange replacement=str searchByRegex=bool sheetId=int
FindReplaceResponse: formulasChanged=int occurrencesChanged=int rowsChanged=int sheetsChanged=int
  valuesChanged=int
GetSpreadsheetByDataFilterRequest:
  commentsViewMode=COMMENTS_VIEW_MODE_DEFAULT_FOR_CURRENT_ACCESS|COMMENTS_VIEW_MODE_OMITTED|
    COMMENTS_VIEW_MODE_INCLUDED dataFilters=[DataFilter] excludeTablesInBandedRanges=bool
  includeGridData=bool
GradientRule: maxpoint=InterpolationPoint midpoint=InterpolationPoint minpoint=InterpolationPoint
GridCoordinate: columnIndex=int rowIndex=int sheetId=int
GridData: columnMetadata=[DimensionProperties] rowData=[RowData] rowMetadata=[DimensionProperties]
  startColumn=int startRow=int
GridProperties: columnCount=int columnGroupControlAfter=bool frozenColumnCount=int
  frozenRowCount=int hideGridlines=bool rowCount=int rowGroupControlAfter=bool
GridRange: endColumnIndex=int endRowIndex=int sheetId=int startColumnIndex=int startRowIndex=int
InsertDimensionRequest: inheritFromBefore=bool range=DimensionRange
InsertRangeRequest: range=GridRange shiftDimension=ROWS|COLUMNS
InterpolationPoint: color=Color colorStyle=ColorStyle type=MIN|MAX|NUMBER|PERCENT|PERCENTILE
  value=str
IterativeCalculationSettings: convergenceThreshold=num maxIterations=int
Link: uri=str
MatchedDeveloperMetadata: dataFilters=[DataFilter] developerMetadata=DeveloperMetadata
MergeCellsRequest: mergeType=MERGE_ALL|MERGE_COLUMNS|MERGE_ROWS range=GridRange
MoveDimensionRequest: destinationIndex=int source=DimensionRange
NamedRange: name=str namedRangeId=str range=GridRange
NumberFormat: pattern=str type=TEXT|NUMBER|PERCENT|CURRENCY|DATE|TIME|DATE_TIME|SCIENTIFIC
Padding: bottom=int left=int right=int top=int
PasteDataRequest: coordinate=GridCoordinate data=str delimiter=str html=bool
  type=PASTE_NORMAL|PASTE_VALUES|PASTE_FORMAT|PASTE_NO_BORDERS|PASTE_FORMULA|
    PASTE_DATA_VALIDATION|PASTE_CONDITIONAL_FORMATTING
ProtectedRange: description=str editors=Editors namedRangeId=str protectedRangeId=int
  range=GridRange requestingUserCanEdit=bool tableId=str unprotectedRanges=[GridRange]
  warningOnly=bool
RepeatCellRequest: cell=CellData fields=mask range=GridRange
Request: addBanding=- addChart=- addCommentReply=-
  addConditionalFormatRule=AddConditionalFormatRuleRequest addDataSource=- addDimensionGroup=-
  addFilterView=AddFilterViewRequest addNamedRange=AddNamedRangeRequest
  addProtectedRange=AddProtectedRangeRequest addSheet=AddSheetRequest addSlicer=- addTable=-
  appendCells=AppendCellsRequest appendDimension=AppendDimensionRequest autoFill=-
  autoResizeDimensions=AutoResizeDimensionsRequest cancelDataSourceRefresh=-
  clearBasicFilter=ClearBasicFilterRequest copyPaste=CopyPasteRequest
  createDeveloperMetadata=CreateDeveloperMetadataRequest cutPaste=CutPasteRequest deleteBanding=-
  deleteComment=- deleteCommentReply=-
  deleteConditionalFormatRule=DeleteConditionalFormatRuleRequest deleteDataSource=-
  deleteDeveloperMetadata=DeleteDeveloperMetadataRequest deleteDimension=DeleteDimensionRequest
  deleteDimensionGroup=- deleteDuplicates=DeleteDuplicatesRequest deleteEmbeddedObject=-
  deleteFilterView=DeleteFilterViewRequest deleteNamedRange=DeleteNamedRangeRequest
  deleteProtectedRange=DeleteProtectedRangeRequest deleteRange=DeleteRangeRequest
  deleteSheet=DeleteSheetRequest deleteTable=- duplicateFilterView=DuplicateFilterViewRequest
  duplicateSheet=DuplicateSheetRequest findReplace=FindReplaceRequest insertComment=-
  insertDimension=InsertDimensionRequest insertRange=InsertRangeRequest
  mergeCells=MergeCellsRequest moveDimension=MoveDimensionRequest pasteData=PasteDataRequest
  randomizeRange=- refreshDataSource=- repeatCell=RepeatCellRequest
  setBasicFilter=SetBasicFilterRequest setDataValidation=SetDataValidationRequest
  sortRange=SortRangeRequest textToColumns=- trimWhitespace=TrimWhitespaceRequest
  unmergeCells=UnmergeCellsRequest updateBanding=- updateBorders=- updateCells=UpdateCellsRequest
  updateChartSpec=- updateCommentPost=-
  updateConditionalFormatRule=UpdateConditionalFormatRuleRequest updateDataSource=-
  updateDeveloperMetadata=UpdateDeveloperMetadataRequest updateDimensionGroup=-
  updateDimensionProperties=UpdateDimensionPropertiesRequest updateEmbeddedObjectBorder=-
  updateEmbeddedObjectPosition=- updateFilterView=UpdateFilterViewRequest
  updateNamedRange=UpdateNamedRangeRequest updateProtectedRange=UpdateProtectedRangeRequest
  updateSheetProperties=UpdateSheetPropertiesRequest updateSlicerSpec=-
  updateSpreadsheetProperties=UpdateSpreadsheetPropertiesRequest updateTable=-
Response: addBanding=- addChart=- addCommentReply=- addDataSource=- addDimensionGroup=-
  addFilterView=AddFilterViewResponse addNamedRange=AddNamedRangeResponse
  addProtectedRange=AddProtectedRangeResponse addSheet=AddSheetResponse addSlicer=- addTable=-
  cancelDataSourceRefresh=- createDeveloperMetadata=CreateDeveloperMetadataResponse
  deleteConditionalFormatRule=DeleteConditionalFormatRuleResponse
  deleteDeveloperMetadata=DeleteDeveloperMetadataResponse deleteDimensionGroup=-
  deleteDuplicates=DeleteDuplicatesResponse duplicateFilterView=DuplicateFilterViewResponse
  duplicateSheet=DuplicateSheetResponse findReplace=FindReplaceResponse insertComment=-
  refreshDataSource=- trimWhitespace=TrimWhitespaceResponse
  updateConditionalFormatRule=UpdateConditionalFormatRuleResponse updateDataSource=-
  updateDeveloperMetadata=UpdateDeveloperMetadataResponse updateEmbeddedObjectPosition=-
RowData: values=[CellData]
SearchDeveloperMetadataRequest: dataFilters=[DataFilter]
SearchDeveloperMetadataResponse: matchedDeveloperMetadata=[MatchedDeveloperMetadata]
SetBasicFilterRequest: filter=BasicFilter
SetDataValidationRequest: filteredRowsIncluded=bool range=GridRange rule=DataValidationRule
Sheet: bandedRanges=- basicFilter=BasicFilter charts=- columnGroups=- commentAnchors=-
  conditionalFormats=[ConditionalFormatRule] data=[GridData] developerMetadata=[DeveloperMetadata]
  filterViews=[FilterView] merges=[GridRange] properties=SheetProperties
  protectedRanges=[ProtectedRange] rowGroups=- slicers=- tables=-
SheetProperties: dataSourceSheetProperties=- gridProperties=GridProperties hidden=bool index=int
  rightToLeft=bool sheetId=int sheetType=GRID|OBJECT|DATA_SOURCE tabColor=Color
  tabColorStyle=ColorStyle title=str
SortRangeRequest: range=GridRange sortSpecs=[SortSpec]
SortSpec: backgroundColor=Color backgroundColorStyle=ColorStyle dataSourceColumnReference=-
  dimensionIndex=int foregroundColor=Color foregroundColorStyle=ColorStyle
  sortOrder=ASCENDING|DESCENDING
Spreadsheet: comments=-
  commentsViewMode=COMMENTS_VIEW_MODE_DEFAULT_FOR_CURRENT_ACCESS|COMMENTS_VIEW_MODE_OMITTED|
    COMMENTS_VIEW_MODE_INCLUDED dataSourceSchedules=- dataSources=-
  developerMetadata=[DeveloperMetadata] namedRanges=[NamedRange] properties=SpreadsheetProperties
  sheets=[Sheet] spreadsheetId=str spreadsheetUrl=str
SpreadsheetProperties: autoRecalc=ON_CHANGE|MINUTE|HOUR defaultFormat=CellFormat
  importFunctionsExternalUrlAccessAllowed=bool
  iterativeCalculationSettings=IterativeCalculationSettings locale=str
  spreadsheetTheme=SpreadsheetTheme timeZone=str title=str
SpreadsheetTheme: primaryFontFamily=str themeColors=[ThemeColorPair]
TextFormat: bold=bool fontFamily=str fontSize=int foregroundColor=Color
  foregroundColorStyle=ColorStyle italic=bool link=Link strikethrough=bool underline=bool
TextFormatRun: format=TextFormat startIndex=int
TextRotation: angle=int vertical=bool
ThemeColorPair: color=ColorStyle
  colorType=TEXT|BACKGROUND|ACCENT1|ACCENT2|ACCENT3|ACCENT4|ACCENT5|ACCENT6|LINK
TrimWhitespaceRequest: range=GridRange
TrimWhitespaceResponse: cellsChangedCount=int
UnmergeCellsRequest: range=GridRange
UpdateCellsRequest: fields=mask range=GridRange rows=[RowData] start=GridCoordinate
UpdateConditionalFormatRuleRequest: index=int newIndex=int rule=ConditionalFormatRule sheetId=int
UpdateConditionalFormatRuleResponse: newIndex=int newRule=ConditionalFormatRule oldIndex=int
  oldRule=ConditionalFormatRule
UpdateDeveloperMetadataRequest: dataFilters=[DataFilter] developerMetadata=DeveloperMetadata
  fields=mask
UpdateDeveloperMetadataResponse: developerMetadata=[DeveloperMetadata]
UpdateDimensionPropertiesRequest: dataSourceSheetRange=- fields=mask
  properties=DimensionProperties range=DimensionRange
UpdateFilterViewRequest: fields=mask filter=FilterView
UpdateNamedRangeRequest: fields=mask namedRange=NamedRange
UpdateProtectedRangeRequest: fields=mask protectedRange=ProtectedRange
UpdateSheetPropertiesRequest: fields=mask properties=SheetProperties
UpdateSpreadsheetPropertiesRequest: fields=mask properties=SpreadsheetProperties
UpdateValuesResponse: spreadsheetId=str updatedCells=int updatedColumns=int updatedData=ValueRange
  updatedRange=str updatedRows=int
ValueRange: majorDimension=ROWS|COLUMNS range=str values=[[any]]
DriveCapabilities: canEdit=bool canShare=bool canComment=bool canCopy=bool canDelete=bool
DriveFile: kind=str id=str name=str mimeType=str createdTime=str modifiedTime=str
  webViewLink=str trashed=bool shared=bool ownedByMe=bool owners=[DriveUser] parents=[str]
  version=str capabilities=DriveCapabilities permissions=[DrivePermission]
DriveFileList: kind=str nextPageToken=str incompleteSearch=bool files=[DriveFile]
DrivePermission: kind=str id=str type=str role=str emailAddress=str displayName=str
  domain=str deleted=bool
DrivePermissionList: kind=str nextPageToken=str permissions=[DrivePermission]
DriveUser: kind=str displayName=str emailAddress=str
"""


def _parse(text: str) -> dict[str, dict[str, str]]:
    messages: dict[str, dict[str, str]] = {}
    joined = text.replace("|\n    ", "|").replace("\n  ", " ")
    for line in joined.strip().splitlines():
        name, _, fields = line.partition(":")
        messages[name] = dict(field.split("=", 1) for field in fields.split())
    return messages


MESSAGES = _parse(TEXT)
"""Message name → field name → type."""

SCALARS = frozenset({"int", "num", "str", "bool", "any", "mask", "-"})
