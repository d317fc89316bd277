<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name></name>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
    <message>
        <source>Chosen photos</source>
        <translation>所选照片</translation>
    </message>
    <message>
        <source>Looking at a photo</source>
        <translation>查看照片时</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search by the pasted photo</source>
        <translation>用粘贴的照片搜索</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Do again</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <source>Look for changes in all folders</source>
        <translation>检查所有文件夹的变化</translation>
    </message>
    <message>
        <source>Show or hide the library list</source>
        <translation>显示或隐藏边栏</translation>
    </message>
    <message>
        <source>Show or hide the words</source>
        <translation>显示或隐藏词语面板</translation>
    </message>
    <message>
        <source>Background work</source>
        <translation>后台任务</translation>
    </message>
    <message>
        <source>Map of photos and words</source>
        <translation>照片与词语地图</translation>
    </message>
    <message>
        <source>Find duplicates</source>
        <translation>查找重复照片</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>All shortcuts</source>
        <translation>所有快捷键</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Find similar photos</source>
        <translation>查找相似照片</translation>
    </message>
    <message>
        <source>Favourite, or no longer</source>
        <translation>收藏或取消收藏</translation>
    </message>
    <message>
        <source>Add to an album</source>
        <translation>添加到相册</translation>
    </message>
    <message>
        <source>Remove from this album</source>
        <translation>从此相册中移除</translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation>向左旋转</translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation>向右旋转</translation>
    </message>
    <message>
        <source>Compare side by side</source>
        <translation>并排比较</translation>
    </message>
    <message>
        <source>Copy files</source>
        <translation>复制文件</translation>
    </message>
    <message>
        <source>Copy as an image</source>
        <translation>复制为图像</translation>
    </message>
    <message>
        <source>Copy the caption</source>
        <translation>复制描述</translation>
    </message>
    <message>
        <source>Open in another program</source>
        <translation>用其他程序打开</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Move to the trash …</source>
        <translation>移到回收站…</translation>
    </message>
    <message>
        <source>Slideshow</source>
        <translation>幻灯片放映</translation>
    </message>
    <message>
        <source>Search for this caption</source>
        <translation>搜索此描述</translation>
    </message>
    <message>
        <source>The settings could not be saved: {why}.</source>
        <translation>无法保存设置：{why}。</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>Nothing to show: these words are not known.</source>
        <translation>没有可显示的结果：不认识这些词。</translation>
    </message>
    <message>
        <source>No photo here fits.</source>
        <translation>没有符合的照片。</translation>
    </message>
    <message>
        <source>No photo here fits. Take a filter away to search everywhere.</source>
        <translation>此处没有符合的照片。移除筛选条件可搜索全部照片。</translation>
    </message>
    <message>
        <source>This search went wrong.</source>
        <translation>搜索出错了。</translation>
    </message>
    <message>
        <source>Nothing was chosen.</source>
        <translation>未选择任何照片。</translation>
    </message>
    <message>
        <source>No photos yet. They appear here as soon as they have been looked at.</source>
        <translation>还没有照片。读取后会立即显示在这里。</translation>
    </message>
    <message>
        <source>No photos here.</source>
        <translation>这里没有照片。</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>所有照片</translation>
    </message>
    <message>
        <source>Photos like {name}</source>
        <translation>与 {name} 相似的照片</translation>
    </message>
    <message>
        <source>{what} with “{words}”</source>
        <translation>{what}，含“{words}”</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>{what} without “{words}”</source>
        <translation>{what}，不含“{words}”</translation>
    </message>
    <message>
        <source>{what} in {where}</source>
        <translation>{what} · {where}</translation>
    </message>
    <message>
        <source>Choose a folder of photos</source>
        <translation>选择照片文件夹</translation>
    </message>
    <message>
        <source>pasted photo</source>
        <translation>粘贴的照片</translation>
    </message>
    <message>
        <source>That is no photo. Drop a photo file, an image or a folder.</source>
        <translation>这不是照片。请拖入照片文件、图像或文件夹。</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>已撤销：{what}</translation>
    </message>
    <message>
        <source>Done again: {what}</source>
        <translation>已重做：{what}</translation>
    </message>
    <message numerus="yes">
        <source>The background work is started again in %n second(s).</source>
        <translation>
            <numerusform>后台任务将在 %Ln 秒后重新启动。</numerusform>
        </translation>
    </message>
    <message>
        <source>Dismiss this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>Something went wrong in PhotoSeek: {what}</source>
        <translation>PhotoSeek 出错了：{what}</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详细信息</translation>
    </message>
    <message>
        <source>{what} It is started again.</source>
        <translation>{what}正在重新启动。</translation>
    </message>
    <message numerus="yes">
        <source>Added %n photo(s) to the favourites</source>
        <translation>
            <numerusform>已收藏 %Ln 张照片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed %n photo(s) from the favourites</source>
        <translation>
            <numerusform>已取消收藏 %Ln 张照片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Added %n photo(s) to {album}</source>
        <translation>
            <numerusform>已将 %Ln 张照片添加到“{album}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Removed %n photo(s) from {album}</source>
        <translation>
            <numerusform>已从“{album}”中移除 %Ln 张照片</numerusform>
        </translation>
    </message>
    <message>
        <source>Made the album {album}</source>
        <translation>已新建相册“{album}”</translation>
    </message>
    <message numerus="yes">
        <source>Made the album {album} with %n photo(s)</source>
        <translation>
            <numerusform>已新建相册“{album}”，含 %Ln 张照片</numerusform>
        </translation>
    </message>
    <message>
        <source>Renamed the album {before} to {after}</source>
        <translation>已将相册“{before}”重命名为“{after}”</translation>
    </message>
    <message>
        <source>Deleted the album {album}</source>
        <translation>已删除相册“{album}”</translation>
    </message>
    <message>
        <source>Find an album, or name a new one</source>
        <translation>查找相册，或输入新相册的名称</translation>
    </message>
    <message>
        <source>Album</source>
        <translation>相册</translation>
    </message>
    <message>
        <source>Albums</source>
        <translation>相册</translation>
    </message>
    <message>
        <source>New album “{name}”</source>
        <translation>新建相册“{name}”</translation>
    </message>
    <message>
        <source>First word</source>
        <translation>第一个词</translation>
    </message>
    <message>
        <source>puppy</source>
        <translation>puppy</translation>
    </message>
    <message>
        <source>What it is to</source>
        <translation>与之对应的词</translation>
    </message>
    <message>
        <source>dog</source>
        <translation>dog</translation>
    </message>
    <message>
        <source>The word to go on with</source>
        <translation>要类推的词</translation>
    </message>
    <message>
        <source>kitten</source>
        <translation>kitten</translation>
    </message>
    <message>
        <source>Try an example</source>
        <translation>试试示例</translation>
    </message>
    <message>
        <source>Another example</source>
        <translation>换个示例</translation>
    </message>
    <message>
        <source>is to</source>
        <translation>之于</translation>
    </message>
    <message>
        <source>as</source>
        <translation>如同</translation>
    </message>
    <message>
        <source>is to…</source>
        <translation>之于…</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>强匹配</translation>
    </message>
    <message>
        <source>Possible</source>
        <translation>可能匹配</translation>
    </message>
    <message>
        <source>Nothing below fits well</source>
        <translation>以下照片匹配度较低</translation>
    </message>
    <message>
        <source>Strong and possible</source>
        <translation>强匹配和可能匹配</translation>
    </message>
    <message>
        <source>Nothing else fits well</source>
        <translation>其余照片匹配度较低</translation>
    </message>
    <message>
        <source>Without a date</source>
        <translation>无日期</translation>
    </message>
    <message>
        <source>Parts of the photo</source>
        <translation>照片局部</translation>
    </message>
    <message>
        <source>What counts in this photo?</source>
        <translation>这张照片中要找什么？</translation>
    </message>
    <message>
        <source>Hide this panel</source>
        <translation>隐藏此面板</translation>
    </message>
    <message>
        <source>Looking at the photo …</source>
        <translation>正在分析照片…</translation>
    </message>
    <message>
        <source>Click a part to search for it alone, again to push it away, once more to let it be.</source>
        <translation>点击某个局部只搜索它，再次点击将其排除，第三次点击恢复原状。</translation>
    </message>
    <message>
        <source>The whole photo: no part of it stands out.</source>
        <translation>搜索整张照片：没有突出的局部。</translation>
    </message>
    <message>
        <source>The library could not be replaced: {why}.</source>
        <translation>无法替换图库：{why}。</translation>
    </message>
    <message>
        <source>The library is the one of the backup now.</source>
        <translation>图库已恢复为备份中的内容。</translation>
    </message>
    <message>
        <source>The library is empty now; the one of before is kept.</source>
        <translation>图库现已清空；原来的图库已保留。</translation>
    </message>
    <message>
        <source>Back the library up</source>
        <translation>备份图库</translation>
    </message>
    <message>
        <source>The library is backed up in {file}.</source>
        <translation>图库已备份到 {file}。</translation>
    </message>
    <message>
        <source>Choose a backup</source>
        <translation>选择备份</translation>
    </message>
    <message>
        <source>Put {file} in the library&apos;s place?</source>
        <translation>用 {file} 替换当前图库？</translation>
    </message>
    <message>
        <source>Captions, albums and favourites will be those of the backup. The library of now is kept, so that this can be undone. Your photos are not touched.</source>
        <translation>描述、相册和收藏将恢复为备份中的内容。当前图库会保留，因此可以撤销。照片文件不会改动。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Captions, albums and favourites leave the window; the library of now is kept, so that this can be undone. Your photos are not touched.</source>
        <translation>描述、相册和收藏将不再显示；当前图库会保留，因此可以撤销。照片文件不会改动。</translation>
    </message>
    <message>
        <source>Begin with an empty library?</source>
        <translation>要从空图库重新开始吗？</translation>
    </message>
    <message>
        <source>Begin afresh</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>PhotoSeek</source>
        <translation>PhotoSeek</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Backups ({pattern})</source>
        <translation>备份 ({pattern})</translation>
    </message>
    <message numerus="yes">
        <source>Add %n photo(s) to an album</source>
        <translation>
            <numerusform>将 %Ln 张照片添加到相册</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) are in {album} already.</source>
        <translation>
            <numerusform>%Ln 张照片已在“{album}”中。</numerusform>
        </translation>
    </message>
    <message>
        <source>{path} could not be opened. Is it still there, and is there a file manager?</source>
        <translation>无法打开 {path}。请确认它仍然存在，并且已安装文件管理器。</translation>
    </message>
    <message>
        <source>Removed the folder {name}; its files stay where they are</source>
        <translation>已移除文件夹“{name}”；其中的文件仍在原处</translation>
    </message>
    <message>
        <source>Unsure words: {words}</source>
        <translation>不确定的词：{words}</translation>
    </message>
    <message>
        <source>“{word}”: {percent} sure</source>
        <translation>“{word}”：把握 {percent}</translation>
    </message>
    <message>
        <source>Caption in English</source>
        <translation>英文描述</translation>
    </message>
    <message>
        <source>Caption in Chinese</source>
        <translation>中文描述</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>恢复原描述</translation>
    </message>
    <message>
        <source>Go back to the caption that PhotoSeek wrote</source>
        <translation>恢复为 PhotoSeek 生成的描述</translation>
    </message>
    <message>
        <source>PhotoSeek is not sure enough for a sentence: see the tags. Write your own here.</source>
        <translation>PhotoSeek 没有足够把握写成句子，请参考标签。可在此自行填写。</translation>
    </message>
    <message>
        <source>No caption yet. Write your own here.</source>
        <translation>尚无描述。可在此自行填写。</translation>
    </message>
    <message>
        <source>Edited by you. It is yours and stays as it is.</source>
        <translation>由你编辑，不会被覆盖。</translation>
    </message>
    <message>
        <source>Written by PhotoSeek. Edit it to make it yours.</source>
        <translation>由 PhotoSeek 生成，可直接修改。</translation>
    </message>
    <message>
        <source>Written by PhotoSeek. Faint words are unsure. Edit it to make it yours.</source>
        <translation>由 PhotoSeek 生成，浅色的词不确定。可直接修改。</translation>
    </message>
    <message>
        <source>Undo: {what}</source>
        <translation>撤销：{what}</translation>
    </message>
    <message>
        <source>Do again: {what}</source>
        <translation>重做：{what}</translation>
    </message>
    <message>
        <source>Photo {name}</source>
        <translation>照片 {name}</translation>
    </message>
    <message>
        <source>Without {words}</source>
        <translation>不含 {words}</translation>
    </message>
    <message>
        <source>{words}, counts {weight} times</source>
        <translation>{words}，权重 {weight} 倍</translation>
    </message>
    <message>
        <source>Enter edits, Up and Down change how much it counts, minus pushes it away, Delete removes</source>
        <translation>回车键编辑，↑ ↓ 调整权重，减号排除，Delete 移除</translation>
    </message>
    <message>
        <source>Enter shows what is in it, Up and Down change how much it counts, Delete removes</source>
        <translation>回车键查看其中内容，↑ ↓ 调整权重，Delete 移除</translation>
    </message>
    <message>
        <source>Enter changes it, Delete removes</source>
        <translation>回车键更改，Delete 移除</translation>
    </message>
    <message>
        <source>Scroll, or press ↑ ↓: count more or less</source>
        <translation>滚动滚轮或按 ↑ ↓：调整权重</translation>
    </message>
    <message>
        <source>Plus: look for this again</source>
        <translation>加号：恢复搜索此项</translation>
    </message>
    <message>
        <source>Minus: push photos of this away</source>
        <translation>减号：排除此类照片</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Look for this again</source>
        <translation>恢复搜索此项</translation>
    </message>
    <message>
        <source>Push photos of this away</source>
        <translation>排除此类照片</translation>
    </message>
    <message>
        <source>Count it more</source>
        <translation>提高权重</translation>
    </message>
    <message>
        <source>Count it less</source>
        <translation>降低权重</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Keep this one</source>
        <translation>保留这张</translation>
    </message>
    <message>
        <source>Keep this one and move the others to the trash (K)</source>
        <translation>保留这张，将其他照片移到回收站 (K)</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Move this photo to the trash (Del)</source>
        <translation>将这张照片移到回收站 (Del)</translation>
    </message>
    <message>
        <source>Keep {name} and move the others to the trash</source>
        <translation>保留 {name}，将其他照片移到回收站</translation>
    </message>
    <message>
        <source>Move {name} to the trash</source>
        <translation>将 {name} 移到回收站</translation>
    </message>
    <message>
        <source>The most of those shown</source>
        <translation>所示照片中最高</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>拍摄时间</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>曝光</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation>{day} {time}</translation>
    </message>
    <message>
        <source>Photos side by side</source>
        <translation>并排照片</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Zoom or move one photo, and the others follow.</source>
        <translation>缩放或移动一张照片，其他照片会同步变化。</translation>
    </message>
    <message>
        <source>Smaller (-)</source>
        <translation>缩小 (-)</translation>
    </message>
    <message>
        <source>Larger (+)</source>
        <translation>放大 (+)</translation>
    </message>
    <message>
        <source>Fit all (0)</source>
        <translation>全部适应窗口 (0)</translation>
    </message>
    <message>
        <source>Choose two to four photos to compare them.</source>
        <translation>请选择两到四张照片进行比较。</translation>
    </message>
    <message numerus="yes">
        <source>The first %n photos are compared.</source>
        <translation>
            <numerusform>正在比较前 %Ln 张照片。</numerusform>
        </translation>
    </message>
    <message>
        <source>Press K to keep the marked photo and to move the others to the trash.</source>
        <translation>按 K 保留标记的照片，并将其他照片移到回收站。</translation>
    </message>
    <message>
        <source>These photos are on a disk that is not connected. Connect it and try again.</source>
        <translation>这些照片所在的磁盘未连接。请连接后重试。</translation>
    </message>
    <message>
        <source>Set a group of duplicates aside</source>
        <translation>已忽略一组重复照片</translation>
    </message>
    <message>
        <source>This photo cannot be shown: {reason}.</source>
        <translation>无法显示这张照片：{reason}。</translation>
    </message>
    <message>
        <source>Clear recent searches</source>
        <translation>清除最近的搜索</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation>最近添加</translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%Ln 张照片</numerusform>
        </translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Suggestions while typing</source>
        <translation>输入建议</translation>
    </message>
    <message>
        <source>Drop to add this folder</source>
        <translation>松开以添加此文件夹</translation>
    </message>
    <message>
        <source>Drop to find photos like this one</source>
        <translation>松开以查找与此相似的照片</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%Ln 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} to gain</source>
        <translation>可释放 {size}</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Same file</source>
        <translation>相同文件</translation>
    </message>
    <message>
        <source>Same shot</source>
        <translation>同一画面</translation>
    </message>
    <message>
        <source>Same scene</source>
        <translation>同一场景</translation>
    </message>
    <message>
        <source>The very same photo, in several places</source>
        <translation>完全相同的照片，存放在多处</translation>
    </message>
    <message>
        <source>Another size, cropped, or taken within seconds</source>
        <translation>尺寸不同、经过裁剪，或在几秒内连拍</translation>
    </message>
    <message>
        <source>Alike, and taken within minutes</source>
        <translation>内容相近，在几分钟内拍摄</translation>
    </message>
    <message numerus="yes">
        <source>{reason}: %n photo(s), to be kept: {name}</source>
        <translation>
            <numerusform>{reason}：%Ln 张照片，保留 {name}</numerusform>
        </translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Back to the photos</source>
        <translation>返回照片</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复照片</translation>
    </message>
    <message>
        <source>Look for duplicates again</source>
        <translation>重新查找重复照片</translation>
    </message>
    <message>
        <source>Clean up all …</source>
        <translation>全部清理…</translation>
    </message>
    <message>
        <source>In every group of files and shots that is shown, keep the marked one and move the others</source>
        <translation>在显示的每组相同文件和同一画面中，保留标记的一张，移走其余</translation>
    </message>
    <message>
        <source>Looking for duplicates</source>
        <translation>正在查找重复照片</translation>
    </message>
    <message>
        <source>Not duplicates</source>
        <translation>不是重复</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message numerus="yes">
        <source>%n group(s), {size} to gain</source>
        <translation>
            <numerusform>%Ln 组，可释放 {size}</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for photos that are there more than once …</source>
        <translation>正在查找重复的照片…</translation>
    </message>
    <message>
        <source>Nothing left of this kind.</source>
        <translation>此类已处理完毕。</translation>
    </message>
    <message>
        <source>No photo is there more than once.</source>
        <translation>没有重复的照片。</translation>
    </message>
    <message numerus="yes">
        <source>Keep “{name}” and move %n other(s) to the trash, {size}</source>
        <translation>
            <numerusform>保留“{name}”，将其余 %Ln 张移到回收站，{size}</numerusform>
        </translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>所有分组</translation>
    </message>
    <message>
        <source>Groups of duplicates</source>
        <translation>重复照片分组</translation>
    </message>
    <message numerus="yes">
        <source>Export %n photo(s)</source>
        <translation>
            <numerusform>导出 %Ln 张照片</numerusform>
        </translation>
    </message>
    <message>
        <source>Folder for the copies</source>
        <translation>保存到文件夹</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>{pixels} pixels</source>
        <translation>{pixels} 像素</translation>
    </message>
    <message>
        <source>As large as they are</source>
        <translation>原始大小</translation>
    </message>
    <message>
        <source>As they are</source>
        <translation>原始格式</translation>
    </message>
    <message>
        <source>Keep date, camera and place</source>
        <translation>保留日期、相机和地点信息</translation>
    </message>
    <message>
        <source>Without it the copies do not tell where and when they were taken.</source>
        <translation>关闭后，导出的照片不再包含拍摄时间和地点。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Choose a folder for the copies</source>
        <translation>选择保存文件夹</translation>
    </message>
    <message>
        <source>Longer side</source>
        <translation>长边</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message numerus="yes">
        <source>Copied %n file(s).</source>
        <translation>
            <numerusform>已复制 %Ln 个文件。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Copied %n caption(s).</source>
        <translation>
            <numerusform>已复制 %Ln 条描述。</numerusform>
        </translation>
    </message>
    <message>
        <source>Copied the photo.</source>
        <translation>已复制照片。</translation>
    </message>
    <message>
        <source>No program on this computer opened {name}.</source>
        <translation>此电脑上没有程序能打开 {name}。</translation>
    </message>
    <message>
        <source>The folder {folder} could not be opened.</source>
        <translation>无法打开文件夹 {folder}。</translation>
    </message>
    <message numerus="yes">
        <source>Exported %n photo(s) to {folder}.</source>
        <translation>
            <numerusform>已将 %Ln 张照片导出到 {folder}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be: {name}, {reason}.</source>
        <translation>
            <numerusform>有 %Ln 张未能导出：{name}（{reason}）。</numerusform>
        </translation>
    </message>
    <message>
        <source>{first} {second}</source>
        <comment>two sentences</comment>
        <translation>{first}{second}</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}.</source>
        <translation>无法读取 {name}：{reason}。</translation>
    </message>
    <message>
        <source>{name}: {reason}. It lies in {folder}.</source>
        <translation>{name}：{reason}。位于 {folder}。</translation>
    </message>
    <message>
        <source>Files that could not be read</source>
        <translation>无法读取的文件</translation>
    </message>
    <message numerus="yes">
        <source>Try %Ln again</source>
        <translation>
            <numerusform>重试 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Try all again</source>
        <translation>全部重试</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>These files were set aside; everything else goes on. None of them was changed. Mend or replace a file, then try again.</source>
        <translation>这些文件已被跳过，其余照片照常处理。文件均未改动。修复或替换文件后可重试。</translation>
    </message>
    <message>
        <source>Every file could be read.</source>
        <translation>所有文件均可读取。</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation>只显示</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Favourites only</source>
        <translation>仅收藏</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>任何时间</translation>
    </message>
    <message>
        <source>Between two days …</source>
        <translation>指定日期范围…</translation>
    </message>
    <message>
        <source>Any camera</source>
        <translation>任何相机</translation>
    </message>
    <message>
        <source>Every folder</source>
        <translation>所有文件夹</translation>
    </message>
    <message>
        <source>Find any photo by what it shows</source>
        <translation>凭画面内容找到任何照片</translation>
    </message>
    <message>
        <source>PhotoSeek looks at the photos in your folders and lets you search them by words or by another photo. Everything stays on this computer, and your files are never changed.</source>
        <translation>PhotoSeek 会浏览文件夹中的照片，让你用词语或另一张照片来搜索。一切都留在这台电脑上，文件绝不会被改动。</translation>
    </message>
    <message>
        <source>Just looking?</source>
        <translation>只想先看看？</translation>
    </message>
    <message>
        <source>Try with sample photos</source>
        <translation>使用示例照片</translation>
    </message>
    <message>
        <source>Copies a few photographs beside the library and shows them</source>
        <translation>将几张示例照片复制到图库旁并显示</translation>
    </message>
    <message>
        <source>Drop a folder of photos here</source>
        <translation>将照片文件夹拖到这里</translation>
    </message>
    <message>
        <source>or</source>
        <translation>或</translation>
    </message>
    <message>
        <source>Choose a folder …</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Watched folders</source>
        <translation>监视的文件夹</translation>
    </message>
    <message>
        <source>Add a folder …</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>停止监视</translation>
    </message>
    <message>
        <source>The photos stay where they are; they only leave this library.</source>
        <translation>照片仍在原处，只是不再显示在图库中。</translation>
    </message>
    <message>
        <source>What is left out of this folder</source>
        <translation>此文件夹中排除的内容</translation>
    </message>
    <message>
        <source>One in each line, as in a .gitignore file: a folder ends with /, * stands for anything. What is left out goes from view; your captions and albums are kept for when it is back.</source>
        <translation>每行一条，写法同 .gitignore 文件：文件夹以 / 结尾，* 代表任意内容。排除的照片不再显示，但其描述和相册会保留，以便日后恢复。</translation>
    </message>
    <message>
        <source>Leave these out</source>
        <translation>排除这些</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Notice changes in these folders at once</source>
        <translation>实时检测文件夹的变化</translation>
    </message>
    <message>
        <source>Look at network folders</source>
        <translation>检查网络文件夹</translation>
    </message>
    <message>
        <source>Every minute</source>
        <translation>每分钟</translation>
    </message>
    <message>
        <source>Every 5 minutes</source>
        <translation>每 5 分钟</translation>
    </message>
    <message>
        <source>Every 15 minutes</source>
        <translation>每 15 分钟</translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation>每小时</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Leave out of {folder}</source>
        <translation>从“{folder}”中排除</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln 张照片</numerusform>
        </translation>
    </message>
    <message>
        <source>not there at the moment, {photos} kept</source>
        <translation>目前未连接，已保留 {photos}</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新在前</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>最早在前</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>Best match first</source>
        <translation>按匹配度</translation>
    </message>
    <message>
        <source>Choose none</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Choose none (Esc)</source>
        <translation>取消选择 (Esc)</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Whole photos</source>
        <translation>完整照片</translation>
    </message>
    <message>
        <source>Show whole photos instead of squares</source>
        <translation>显示完整照片而非方形缩略图</translation>
    </message>
    <message>
        <source>Size of the photos</source>
        <translation>照片大小</translation>
    </message>
    <message>
        <source>Size of the photos (Ctrl + mouse wheel, Ctrl + and Ctrl -)</source>
        <translation>照片大小 (Ctrl+滚轮、Ctrl + 和 Ctrl -)</translation>
    </message>
    <message>
        <source>{chosen} of {count} chosen</source>
        <translation>已选 {chosen}/{count}</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a line</comment>
        <translation>，</translation>
    </message>
    <message>
        <source>Library and backup</source>
        <translation>图库与备份</translation>
    </message>
    <message>
        <source>Where the library lives</source>
        <translation>图库位置</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Captions, albums and all that was learnt. Your photos are not in it.</source>
        <translation>包含描述、相册和识别结果，不包含照片文件。</translation>
    </message>
    <message>
        <source>To move it, quit PhotoSeek, move this folder, and set PHOTOSEEK_HOME to its new place or start with --base-dir.</source>
        <translation>要移动图库，请退出 PhotoSeek，移动此文件夹，然后将 PHOTOSEEK_HOME 设为新位置，或使用 --base-dir 启动。</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Back up …</source>
        <translation>备份…</translation>
    </message>
    <message>
        <source>The whole library in one file, which can be kept on another disk.</source>
        <translation>将整个图库存为一个文件，可保存在其他磁盘上。</translation>
    </message>
    <message>
        <source>Restore from a backup</source>
        <translation>从备份恢复</translation>
    </message>
    <message>
        <source>Restore …</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>The library of now is kept beside it, so this can be undone.</source>
        <translation>当前图库会一并保留，因此可以撤销。</translation>
    </message>
    <message>
        <source>Start afresh</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Begin with an empty library</source>
        <translation>从空图库开始</translation>
    </message>
    <message>
        <source>Reset …</source>
        <translation>重置…</translation>
    </message>
    <message>
        <source>Your photos are not touched, and the library of now is kept beside the new one.</source>
        <translation>照片文件不会改动，当前图库会保留在新图库旁。</translation>
    </message>
    <message>
        <source>A backup is made by itself once a day, and before the library is changed by an update.</source>
        <translation>每天以及更新改动图库之前会自动备份。</translation>
    </message>
    <message numerus="yes">
        <source>The last automatic backup is of {when}. %n are kept.</source>
        <translation>
            <numerusform>上次自动备份：{when}。共保留 %Ln 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词语</translation>
    </message>
    <message>
        <source>Choose photos by drawing around them</source>
        <translation>圈选照片</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>The whole map</source>
        <translation>整张地图</translation>
    </message>
    <message>
        <source>Lay the map out again</source>
        <translation>重新布局地图</translation>
    </message>
    <message>
        <source>Let these photos stand out; a double click shows them in the grid</source>
        <translation>突出显示这些照片；双击在网格中查看</translation>
    </message>
    <message>
        <source>Theme: {name}</source>
        <translation>主题：{name}</translation>
    </message>
    <message>
        <source>What is alike lies close together. Shift and drag to choose photos.</source>
        <translation>相似的照片彼此靠近。按住 Shift 拖动可选择照片。</translation>
    </message>
    <message>
        <source>Words of your photos are strong. Click one to search for it.</source>
        <translation>照片中出现的词较醒目。点击即可搜索。</translation>
    </message>
    <message>
        <source>There are not enough photos for a map yet.</source>
        <translation>照片还不够多，无法绘制地图。</translation>
    </message>
    <message>
        <source>The map is being laid out. This takes a minute or two; go on meanwhile.</source>
        <translation>正在绘制地图，需要一两分钟，期间可继续使用。</translation>
    </message>
    <message>
        <source>Chosen on the map</source>
        <translation>地图上所选</translation>
    </message>
    <message>
        <source>Back to the photos (Esc)</source>
        <translation>返回照片 (Esc)</translation>
    </message>
    <message>
        <source>Photo before</source>
        <translation>上一张</translation>
    </message>
    <message>
        <source>Photo before (←)</source>
        <translation>上一张 (←)</translation>
    </message>
    <message>
        <source>Photo after</source>
        <translation>下一张</translation>
    </message>
    <message>
        <source>Photo after (→)</source>
        <translation>下一张 (→)</translation>
    </message>
    <message>
        <source>Smaller (−)</source>
        <translation>缩小 (−)</translation>
    </message>
    <message>
        <source>Fit, or actual size</source>
        <translation>适应窗口或实际大小</translation>
    </message>
    <message>
        <source>Fit (0), or actual size (1)</source>
        <translation>适应窗口 (0) 或实际大小 (1)</translation>
    </message>
    <message>
        <source>Show or hide what is known of the photo</source>
        <translation>显示或隐藏照片信息</translation>
    </message>
    <message>
        <source>Show or hide what is known of the photo (I)</source>
        <translation>显示或隐藏照片信息 (I)</translation>
    </message>
    <message>
        <source>No longer a favourite</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>Make it a favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number}/{count}</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number}%</translation>
    </message>
    <message>
        <source>Changed the caption</source>
        <translation>已修改描述</translation>
    </message>
    <message>
        <source>Took your caption back</source>
        <translation>已恢复原描述</translation>
    </message>
    <message numerus="yes">
        <source>Turned %n photo(s)</source>
        <translation>
            <numerusform>已旋转 %Ln 张照片</numerusform>
        </translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Also at</source>
        <translation>另存于</translation>
    </message>
    <message>
        <source>{degrees}° N</source>
        <translation>北纬 {degrees}°</translation>
    </message>
    <message>
        <source>{degrees}° S</source>
        <translation>南纬 {degrees}°</translation>
    </message>
    <message>
        <source>{degrees}° E</source>
        <translation>东经 {degrees}°</translation>
    </message>
    <message>
        <source>{degrees}° W</source>
        <translation>西经 {degrees}°</translation>
    </message>
    <message>
        <source>{sides} ({number} megapixels)</source>
        <translation>{sides}（{number} 百万像素）</translation>
    </message>
    <message>
        <source>{photo}, {number} of {count}</source>
        <translation>{photo}，第 {number} 张，共 {count} 张</translation>
    </message>
    <message>
        <source>Click to choose these photos</source>
        <translation>点击选择这些照片</translation>
    </message>
    <message>
        <source>{photo}, a favourite</source>
        <translation>{photo}，已收藏</translation>
    </message>
    <message>
        <source>Map of photos</source>
        <translation>照片地图</translation>
    </message>
    <message>
        <source>What is known of the photo</source>
        <translation>照片信息</translation>
    </message>
    <message>
        <source>Why this photo</source>
        <translation>匹配原因</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Show the album “{name}”</source>
        <translation>显示相册“{name}”</translation>
    </message>
    <message>
        <source>the file is not there</source>
        <translation>文件不存在</translation>
    </message>
    <message>
        <source>This photo is on a disk that is not connected. Connect it, and the photo is shown again.</source>
        <translation>这张照片所在的磁盘未连接。连接后即可显示。</translation>
    </message>
    <message>
        <source>This photo cannot be shown: the file is not there. If it was moved, press F5 to look again.</source>
        <translation>无法显示这张照片：文件不存在。如果已移动，请按 F5 重新检查。</translation>
    </message>
    <message>
        <source>This photo cannot be shown: {why}. Try to open it in another program.</source>
        <translation>无法显示这张照片：{why}。请尝试用其他程序打开。</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Show what is being done ({keys})</source>
        <translation>显示后台任务 ({keys})</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message numerus="yes">
        <source>%Ln without a caption yet</source>
        <translation>
            <numerusform>%Ln 张尚无描述</numerusform>
        </translation>
    </message>
    <message>
        <source>{photos}, {without}</source>
        <translation>{photos}，{without}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be read</source>
        <translation>
            <numerusform>%Ln 个文件无法读取</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Looking for photos</source>
        <translation>正在查找照片</translation>
    </message>
    <message>
        <source>Looking at photos</source>
        <translation>正在读取照片</translation>
    </message>
    <message>
        <source>Learning what the photos show</source>
        <translation>正在识别照片内容</translation>
    </message>
    <message>
        <source>Finding words for the photos</source>
        <translation>正在生成标签</translation>
    </message>
    <message>
        <source>Writing captions</source>
        <translation>正在生成描述</translation>
    </message>
    <message>
        <source>Drawing the maps</source>
        <translation>正在绘制地图</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>已是最新</translation>
    </message>
    <message>
        <source>Searching goes on working.</source>
        <translation>搜索仍可使用。</translation>
    </message>
    <message>
        <source>It goes on when the computer is plugged in.</source>
        <translation>接通电源后继续。</translation>
    </message>
    <message>
        <source>It goes on when nobody uses the computer.</source>
        <translation>电脑空闲时继续。</translation>
    </message>
    <message>
        <source>Another computer that shares the library is at it.</source>
        <translation>共用此图库的另一台电脑正在处理。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) so far</source>
        <translation>
            <numerusform>已找到 %Ln 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>{number} a second</source>
        <translation>每秒 {number} 张</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done}/{total}</translation>
    </message>
    <message>
        <source>{what}. {why}</source>
        <translation>{what}。{why}</translation>
    </message>
    <message>
        <source>{what}: {how_far}</source>
        <translation>{what}：{how_far}</translation>
    </message>
    <message>
        <source>{what} …</source>
        <translation>{what}…</translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s) left</source>
        <translation>
            <numerusform>约剩 %Ln 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>约剩 %Ln 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>约剩 %Ln 小时</numerusform>
        </translation>
    </message>
    <message>
        <source>not seen</source>
        <translation>未见</translation>
    </message>
    <message>
        <source>PhotoSeek is {percent} sure that the photo shows this.</source>
        <translation>PhotoSeek 有 {percent} 的把握认为照片中有此内容。</translation>
    </message>
    <message>
        <source>PhotoSeek does not see this in the photo.</source>
        <translation>PhotoSeek 在照片中没有看到此内容。</translation>
    </message>
    <message>
        <source>What of the search this photo shows</source>
        <translation>这张照片符合搜索的哪些部分</translation>
    </message>
    <message>
        <source>Looking for similar photos …</source>
        <translation>正在查找相似照片…</translation>
    </message>
    <message>
        <source>No other photo is much like this one.</source>
        <translation>没有其他照片与此相似。</translation>
    </message>
    <message>
        <source>Similar photos appear once PhotoSeek has looked at this one.</source>
        <translation>识别这张照片后会显示相似照片。</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>Filter by date, camera or folder</source>
        <translation>按日期、相机或文件夹筛选</translation>
    </message>
    <message>
        <source>Add words, or -words to push away</source>
        <translation>继续添加词语，或用 -词语 排除</translation>
    </message>
    <message>
        <source>Add words</source>
        <translation>添加词语</translation>
    </message>
    <message>
        <source>Search by words, or drop a photo here</source>
        <translation>输入词语搜索，或将照片拖到这里</translation>
    </message>
    <message>
        <source>Since {date}</source>
        <translation>{date}起</translation>
    </message>
    <message>
        <source>Until {date}</source>
        <translation>{date}止</translation>
    </message>
    <message>
        <source>MMMM</source>
        <comment>how a month is typed in a search</comment>
        <translation>M月</translation>
    </message>
    <message>
        <source>{year}</source>
        <comment>how a year is written</comment>
        <translation>{year}年</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <comment>how a month is written</comment>
        <translation>yyyy年M月</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Model and language</source>
        <translation>模型与语言</translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation>界面语言</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Write captions</source>
        <translation>生成描述</translation>
    </message>
    <message>
        <source>A sentence for each photo, and words for what it shows. Yours are never overwritten.</source>
        <translation>为每张照片生成一句描述和若干标签。你编辑过的描述不会被覆盖。</translation>
    </message>
    <message>
        <source>Caption language</source>
        <translation>描述语言</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>English, and Chinese</source>
        <translation>英文和中文</translation>
    </message>
    <message>
        <source>Chinese, and English</source>
        <translation>中文和英文</translation>
    </message>
    <message>
        <source>The first language is the one shown among the photos.</source>
        <translation>照片列表中显示第一种语言。</translation>
    </message>
    <message>
        <source>Caption quality</source>
        <translation>描述质量</translation>
    </message>
    <message>
        <source>Fastest</source>
        <translation>最快</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>较快</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>Careful</source>
        <translation>精细</translation>
    </message>
    <message>
        <source>Most careful</source>
        <translation>最精细</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>The one that comes with PhotoSeek</source>
        <translation>PhotoSeek 自带模型</translation>
    </message>
    <message>
        <source>What sees the photos</source>
        <translation>识别照片的模型</translation>
    </message>
    <message>
        <source>Another model looks at all photos again. Until it has, the one of before answers.</source>
        <translation>更换模型后会重新识别所有照片。完成之前仍使用原来的模型。</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Photos in the grid</source>
        <translation>网格中的照片</translation>
    </message>
    <message>
        <source>In squares</source>
        <translation>方形</translation>
    </message>
    <message>
        <source>In their own shape</source>
        <translation>原始比例</translation>
    </message>
    <message>
        <source>Size of photos</source>
        <translation>照片大小</translation>
    </message>
    <message>
        <source>Tiny</source>
        <translation>极小</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>小</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>大</translation>
    </message>
    <message>
        <source>Huge</source>
        <translation>极大</translation>
    </message>
    <message>
        <source>Each photo of a slideshow</source>
        <translation>幻灯片中每张照片的时间</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>性能</translation>
    </message>
    <message>
        <source>At any time</source>
        <translation>随时</translation>
    </message>
    <message>
        <source>While nobody uses the computer</source>
        <translation>电脑空闲时</translation>
    </message>
    <message>
        <source>Nobody uses it when the window is left alone for a minute and other programs are quiet.</source>
        <translation>窗口闲置一分钟且其他程序不繁忙时，视为空闲。</translation>
    </message>
    <message>
        <source>Background work on battery</source>
        <translation>使用电池时运行后台任务</translation>
    </message>
    <message>
        <source>Processors</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>All of them</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>One</source>
        <translation>1 个</translation>
    </message>
    <message>
        <source>Two</source>
        <translation>2 个</translation>
    </message>
    <message>
        <source>Four</source>
        <translation>4 个</translation>
    </message>
    <message>
        <source>Eight</source>
        <translation>8 个</translation>
    </message>
    <message>
        <source>As many as the background work may use. Fewer leave more for other programs.</source>
        <translation>后台任务可用的处理器数量。越少，其他程序可用的越多。</translation>
    </message>
    <message>
        <source>Memory for small pictures</source>
        <translation>缩略图内存</translation>
    </message>
    <message>
        <source>{size} MB</source>
        <translation>{size} MB</translation>
    </message>
    <message>
        <source>More makes scrolling back and forth smoother.</source>
        <translation>越大，来回滚动越流畅。</translation>
    </message>
    <message>
        <source>Runs with</source>
        <translation>运行方式</translation>
    </message>
    <message>
        <source>Fastest available</source>
        <translation>最快的可用方式</translation>
    </message>
    <message>
        <source>At the moment: {what}.</source>
        <translation>当前：{what}。</translation>
    </message>
    <message>
        <source>In the grid</source>
        <translation>在网格中</translation>
    </message>
    <message>
        <source>Open the photo</source>
        <translation>打开照片</translation>
    </message>
    <message>
        <source>Choose all photos</source>
        <translation>选择所有照片</translation>
    </message>
    <message>
        <source>Choose more: with the arrows, or a click</source>
        <translation>扩展选择：配合方向键或点击</translation>
    </message>
    <message>
        <source>Type anything to search</source>
        <translation>直接输入即可搜索</translation>
    </message>
    <message>
        <source>Photo before, photo after</source>
        <translation>上一张、下一张</translation>
    </message>
    <message>
        <source>Larger, smaller</source>
        <translation>放大、缩小</translation>
    </message>
    <message>
        <source>Fit, actual size</source>
        <translation>适应窗口、实际大小</translation>
    </message>
    <message>
        <source>Show or hide what is known of it</source>
        <translation>显示或隐藏照片信息</translation>
    </message>
    <message>
        <source>Pause a slideshow, go on</source>
        <translation>暂停、继续幻灯片放映</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Show these photos</source>
        <translation>显示这些照片</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete this album</source>
        <translation>删除此相册</translation>
    </message>
    <message>
        <source>Open in the file manager</source>
        <translation>在文件管理器中打开</translation>
    </message>
    <message>
        <source>Look for changes</source>
        <translation>检查变化</translation>
    </message>
    <message>
        <source>Remove from the library</source>
        <translation>从图库中移除</translation>
    </message>
    <message>
        <source>Show what could not be read</source>
        <translation>显示无法读取的文件</translation>
    </message>
    <message>
        <source>New album</source>
        <translation>新建相册</translation>
    </message>
    <message>
        <source>Width of the library list</source>
        <translation>边栏宽度</translation>
    </message>
    <message>
        <source>Drag to change the width</source>
        <translation>拖动可调整宽度</translation>
    </message>
    <message>
        <source>Name of the album</source>
        <translation>相册名称</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>图库</translation>
    </message>
    <message>
        <source>{path} is not connected at the moment.</source>
        <translation>{path} 目前未连接。</translation>
    </message>
    <message>
        <source>Files that could not be read, and why</source>
        <translation>无法读取的文件及原因</translation>
    </message>
    <message>
        <source>Added within the last {days} days</source>
        <translation>最近 {days} 天内添加</translation>
    </message>
    <message>
        <source>{name}, {count}</source>
        <translation>{name}，{count}</translation>
    </message>
    <message>
        <source>{line}, not connected</source>
        <translation>{line}，未连接</translation>
    </message>
    <message>
        <source>Similar photos</source>
        <translation>相似照片</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Search for photos like this one</source>
        <translation>搜索与此相似的照片</translation>
    </message>
    <message>
        <source>Show similar photos</source>
        <translation>显示相似照片</translation>
    </message>
    <message>
        <source>Hide similar photos</source>
        <translation>隐藏相似照片</translation>
    </message>
    <message>
        <source>How long each photo is shown</source>
        <translation>每张照片的显示时间</translation>
    </message>
    <message>
        <source>End the slideshow</source>
        <translation>结束放映</translation>
    </message>
    <message>
        <source>End the slideshow (Esc)</source>
        <translation>结束放映 (Esc)</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%Ln 秒</numerusform>
        </translation>
    </message>
    <message>
        <source>{what} (space)</source>
        <translation>{what} (空格)</translation>
    </message>
    <message>
        <source>Each photo is shown for {time}</source>
        <translation>每张照片显示 {time}</translation>
    </message>
    <message>
        <source>PhotoSeek is {percent} sure of “{word}”.
Click to search for it, Shift+click to add it.</source>
        <translation>PhotoSeek 对“{word}”有 {percent} 的把握。
点击搜索，Shift+点击添加到搜索。</translation>
    </message>
    <message>
        <source>Search for “{word}”</source>
        <translation>搜索“{word}”</translation>
    </message>
    <message>
        <source>Add it to the search</source>
        <translation>添加到搜索</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间轴</translation>
    </message>
    <message numerus="yes">
        <source>Move %n file(s) to the trash?</source>
        <translation>
            <numerusform>将 %Ln 个文件移到回收站？</numerusform>
        </translation>
    </message>
    <message>
        <source>{names}

That is {size}. It can be undone.</source>
        <translation>{names}

共 {size}。此操作可以撤销。</translation>
    </message>
    <message numerus="yes">
        <source>Moved %n file(s) to the trash</source>
        <translation>
            <numerusform>已将 %Ln 个文件移到回收站</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) stay where they are, as they cannot be moved to the trash: {names}</source>
        <translation>
            <numerusform>%Ln 个文件无法移到回收站，仍在原处：{names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) did not come back; look for them in the trash: {names}</source>
        <translation>
            <numerusform>%Ln 个文件未能恢复，请在回收站中查找：{names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>以及另外 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>PhotoSeek does not know “{word}”.</source>
        <translation>PhotoSeek 不认识“{word}”。</translation>
    </message>
    <message>
        <source>PhotoSeek does not know “{word}”. Did you mean:</source>
        <translation>PhotoSeek 不认识“{word}”。你要找的是：</translation>
    </message>
    <message>
        <source>Use “{word}” instead</source>
        <translation>改用“{word}”</translation>
    </message>
    <message>
        <source>Search for {word} instead</source>
        <translation>改为搜索 {word}</translation>
    </message>
    <message>
        <source>PhotoSeek does not know the word “{word}”.</source>
        <translation>PhotoSeek 不认识“{word}”这个词。</translation>
    </message>
    <message>
        <source>Did you mean</source>
        <translation>你要找的是</translation>
    </message>
    <message>
        <source>It is left out.</source>
        <translation>已忽略。</translation>
    </message>
    <message>
        <source>There are no photos to show yet.</source>
        <translation>还没有可显示的照片。</translation>
    </message>
    <message>
        <source>This photo has no caption yet. Write one and press Enter.</source>
        <translation>这张照片尚无描述。请填写并按回车键。</translation>
    </message>
    <message>
        <source>This photo has left the library. Press Esc to go back.</source>
        <translation>这张照片已不在图库中。按 Esc 返回。</translation>
    </message>
    <message numerus="yes">
        <source>{word}, in %n photo(s)</source>
        <translation>
            <numerusform>{word}，出现在 %Ln 张照片中</numerusform>
        </translation>
    </message>
    <message>
        <source>Push photos of “{word}” away (minus key)</source>
        <translation>排除含“{word}”的照片 (减号键)</translation>
    </message>
    <message>
        <source>No caption or tag of your photos holds it.</source>
        <translation>照片的描述和标签中没有这个词。</translation>
    </message>
    <message numerus="yes">
        <source>In the words of %n photo(s)</source>
        <translation>
            <numerusform>出现在 %Ln 张照片的描述或标签中</numerusform>
        </translation>
    </message>
    <message>
        <source>Map of words</source>
        <translation>词语地图</translation>
    </message>
    <message>
        <source>Your photos have no captions or tags yet. When they come, you find their words here.</source>
        <translation>照片还没有描述或标签。生成后，其中的词语会显示在这里。</translation>
    </message>
    <message>
        <source>Begin like this</source>
        <translation>以此开头</translation>
    </message>
    <message>
        <source>PhotoSeek knows no words near this one.</source>
        <translation>PhotoSeek 没有与此相近的词。</translation>
    </message>
    <message>
        <source>PhotoSeek knows the neighbours of English words only.</source>
        <translation>PhotoSeek 只了解英文词的近义词。</translation>
    </message>
    <message>
        <source>The same thing</source>
        <translation>同义</translation>
    </message>
    <message>
        <source>Wider</source>
        <translation>更宽泛</translation>
    </message>
    <message>
        <source>Narrower</source>
        <translation>更具体</translation>
    </message>
    <message>
        <source>Similar</source>
        <translation>相近</translation>
    </message>
    <message>
        <source>Often together with it</source>
        <translation>常一起出现</translation>
    </message>
    <message>
        <source>Add “{word}” to the search</source>
        <translation>将“{word}”添加到搜索</translation>
    </message>
    <message>
        <source>Words near what you typed</source>
        <translation>与输入相近的词</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>All words of your library</source>
        <translation>图库中的所有词语</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Show only words that hold these letters</source>
        <translation>只显示包含这些字母的词</translation>
    </message>
    <message>
        <source>Near “{word}”</source>
        <translation>与“{word}”相近</translation>
    </message>
    <message>
        <source>What your photos are about</source>
        <translation>照片的主题</translation>
    </message>
    <message>
        <source>A puppy is to a dog as a kitten is to… Fill in three words, and PhotoSeek finds the fourth.</source>
        <translation>puppy 之于 dog，如同 kitten 之于… 填入三个词，PhotoSeek 会找出第四个。</translation>
    </message>
    <message>
        <source>No word fits. Try others.</source>
        <translation>没有合适的词。请换别的词试试。</translation>
    </message>
    <message>
        <source>Your photos have no captions or tags yet. They come by themselves.</source>
        <translation>照片还没有描述或标签，它们会自动生成。</translation>
    </message>
    <message>
        <source>No word of your photos holds these letters.</source>
        <translation>照片的词语中没有包含这些字母的。</translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%Ln 个词</numerusform>
        </translation>
    </message>
    <message>
        <source>Words near “{word}”</source>
        <translation>与“{word}”相近的词</translation>
    </message>
    <message>
        <source>Near</source>
        <translation>相近</translation>
    </message>
    <message>
        <source>Like A to B</source>
        <translation>类比</translation>
    </message>
    <message>
        <source>All words</source>
        <translation>全部词语</translation>
    </message>
    <message>
        <source>Only while nobody uses the computer</source>
        <translation>仅在电脑空闲时</translation>
    </message>
    <message>
        <source>Also on battery</source>
        <translation>使用电池时也运行</translation>
    </message>
    <message>
        <source>There is nothing left to do.</source>
        <translation>没有待处理的任务。</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>going on</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>turned off</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Look for photos</source>
        <translation>查找照片</translation>
    </message>
    <message>
        <source>Look at each photo</source>
        <translation>读取照片</translation>
    </message>
    <message>
        <source>Learn what it shows</source>
        <translation>识别内容</translation>
    </message>
    <message>
        <source>Find words for it</source>
        <translation>生成标签</translation>
    </message>
    <message>
        <source>Draw the maps</source>
        <translation>绘制地图</translation>
    </message>
    <message>
        <source>turned off in the settings</source>
        <translation>已在设置中关闭</translation>
    </message>
    <message>
        <source>The background work could not be started.</source>
        <translation>无法启动后台任务。</translation>
    </message>
    <message>
        <source>exit code {code}</source>
        <translation>退出代码 {code}</translation>
    </message>
    <message>
        <source>it was killed or crashed</source>
        <translation>被终止或崩溃</translation>
    </message>
    <message>
        <source>The background work stopped unexpectedly ({how}).</source>
        <translation>后台任务意外停止（{how}）。</translation>
    </message>
    <message>
        <source>The background work stopped twice while answering this. Try something else.</source>
        <translation>处理此请求时后台任务两次停止。请换个方式试试。</translation>
    </message>
    <message>
        <source>empty file</source>
        <translation>空文件</translation>
    </message>
    <message>
        <source>a folder, not a photo</source>
        <translation>是文件夹，不是照片</translation>
    </message>
    <message>
        <source>not an ordinary file</source>
        <translation>不是普通文件</translation>
    </message>
    <message>
        <source>its name is not allowed here</source>
        <translation>文件名在此不被允许</translation>
    </message>
    <message>
        <source>no permission to read the file</source>
        <translation>没有读取权限</translation>
    </message>
    <message>
        <source>the disk cannot read the file ({why})</source>
        <translation>磁盘无法读取该文件（{why}）</translation>
    </message>
    <message>
        <source>reading it takes more than a minute</source>
        <translation>读取时间超过一分钟</translation>
    </message>
    <message>
        <source>it keeps changing while it is read; it is tried again once it rests</source>
        <translation>读取时文件不断变化；稳定后会重试</translation>
    </message>
    <message>
        <source>too large: {pixels} megapixels, more than {limit}</source>
        <translation>太大：{pixels} 百万像素，超过 {limit}</translation>
    </message>
    <message>
        <source>too large: more than {limit}</source>
        <translation>太大：超过 {limit}</translation>
    </message>
    <message>
        <source>{number} megapixels</source>
        <translation>{number} 百万像素</translation>
    </message>
    <message>
        <source>too large: there is not enough memory to read it</source>
        <translation>太大：内存不足，无法读取</translation>
    </message>
    <message>
        <source>truncated: the end of the file is missing</source>
        <translation>不完整：文件缺少结尾部分</translation>
    </message>
    <message>
        <source>damaged or truncated: its content cannot be decoded</source>
        <translation>损坏或不完整：内容无法解码</translation>
    </message>
    <message>
        <source>damaged, truncated or of an unusual kind: it only begins like a photo</source>
        <translation>损坏、不完整或类型特殊：只有开头像照片</translation>
    </message>
    <message>
        <source>damaged: the program that opens it crashes</source>
        <translation>损坏：打开时程序崩溃</translation>
    </message>
    <message>
        <source>not a photo that can be read, whatever its name says</source>
        <translation>无论文件名如何，都不是可读取的照片</translation>
    </message>
    <message>
        <source>the program stopped while reading it</source>
        <translation>读取时程序停止了运行</translation>
    </message>
    <message>
        <source>PhotoSeek failed on it ({kind}: {error})</source>
        <translation>PhotoSeek 处理失败（{kind}: {error}）</translation>
    </message>
    <message>
        <source>The folder {path} is back.</source>
        <translation>文件夹 {path} 已恢复连接。</translation>
    </message>
    <message>
        <source>The folder {path} is empty or not there. Its photos are kept: connect its disk, or remove the folder.</source>
        <translation>文件夹 {path} 为空或不存在。其照片已保留：请连接磁盘，或移除此文件夹。</translation>
    </message>
    <message>
        <source>{path} cannot be listed ({why}); its photos are kept as they were.</source>
        <translation>无法列出 {path} 的内容（{why}）；其照片保持原样。</translation>
    </message>
    <message>
        <source>Changes in {path} are only looked for every {seconds} seconds: the system does not report them.{hint}</source>
        <translation>系统不报告 {path} 中的变化，因此每 {seconds} 秒检查一次。{hint}</translation>
    </message>
    <message>
        <source> Raise the system&apos;s limit fs.inotify.max_user_watches to see changes at once.</source>
        <translation>提高系统限制 fs.inotify.max_user_watches 即可实时检测变化。</translation>
    </message>
    <message>
        <source>The map could not be made. Try again later.</source>
        <translation>无法绘制地图。请稍后重试。</translation>
    </message>
    <message>
        <source>The chosen model cannot be used: {why}</source>
        <translation>无法使用所选模型：{why}</translation>
    </message>
    <message>
        <source>Taking photos in has stopped. Rescan to try again: {why}</source>
        <translation>照片处理已停止，按 F5 可重试：{why}</translation>
    </message>
    <message>
        <source>The models could not be loaded: {why}</source>
        <translation>无法加载模型：{why}</translation>
    </message>
    <message>
        <source>A folder could not be looked through: {why}</source>
        <translation>无法扫描文件夹：{why}</translation>
    </message>
    <message>
        <source>Taking photos in waits and goes on by itself: {why}</source>
        <translation>照片处理暂停，稍后自动继续：{why}</translation>
    </message>
    <message>
        <source>The library in {folder} lies on a network disk, where it is slow and may be damaged. Choose a --base-dir on a disk of this computer.</source>
        <translation>{folder} 中的图库位于网络磁盘上，速度较慢且可能损坏。请用 --base-dir 选择本机磁盘上的位置。</translation>
    </message>
    <message>
        <source>Taking photos in goes on.</source>
        <translation>照片处理已继续。</translation>
    </message>
    <message>
        <source>a photo of this size cannot be written as {format}</source>
        <translation>此尺寸的照片无法存为 {format}</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({why}). All works without it, but slower. Make room there, or change its permissions.</source>
        <translation>无法写入 {folder}（{why}）。不影响使用，但会变慢。请腾出空间或更改权限。</translation>
    </message>
    <message>
        <source>The settings in {path} cannot be used ({why}). The usual ones take their place, and the file is kept as {aside}.</source>
        <translation>无法使用 {path} 中的设置（{why}）。已改用默认设置，原文件保留为 {aside}。</translation>
    </message>
    <message>
        <source>The library {path} is damaged: it is not as PhotoSeek left it. {work} For the rest, restore a backup, in the settings or with &apos;photoseek restore FILE&apos;: the automatic ones are in {backups}.</source>
        <translation>图库 {path} 已损坏：它与 PhotoSeek 上次关闭时不同。{work}其余内容请在设置中或用 photoseek restore FILE 恢复备份，自动备份位于 {backups}。</translation>
    </message>
    <message>
        <source>Your captions, albums and favourites are as you left them.</source>
        <translation>你的描述、相册和收藏都完好如初。</translation>
    </message>
    <message>
        <source>{count} of your captions, albums and favourites were put right.</source>
        <translation>你的描述、相册和收藏中有 {count} 项已改回原样。</translation>
    </message>
    <message>
        <source>{count} of your captions, albums and favourites were looked at again, but {missing} are of photos that the library does not know; all of them are in {copy}.</source>
        <translation>你的描述、相册和收藏中有 {count} 项已重新核对，但其中 {missing} 项所属的照片图库并不认识；全部内容都在 {copy} 中。</translation>
    </message>
    <message>
        <source>Your captions, albums and favourites could not be looked through.</source>
        <translation>无法核对你的描述、相册和收藏。</translation>
    </message>
    <message>
        <source>The backup has taken the place of the damaged library. {work}</source>
        <translation>备份已取代损坏的图库。{work}</translation>
    </message>
    <message>
        <source>{path} is no longer there, so a new library was begun. To have your captions, albums and favourites back, restore a backup, in the settings or with &apos;photoseek restore FILE&apos;: the automatic ones are in {backups}. A copy of all that you did is in {copy}.</source>
        <translation>{path} 已不在原处，因此新建了图库。要找回描述、相册和收藏，请在设置中或用 photoseek restore FILE 恢复备份，自动备份位于 {backups}。您所做的一切另有一份副本在 {copy}。</translation>
    </message>
    <message>
        <source>PhotoSeek was cut off, and {file} is missing or damaged: what you did in the last minutes before may be lost. Everything else in the library is whole.</source>
        <translation>PhotoSeek 曾被突然中断，而 {file} 缺失或损坏：中断前最后几分钟所做的更改可能已丢失。图库中的其他内容都完好。</translation>
    </message>
    <message>
        <source>an error of PhotoSeek&apos;s own ({error})</source>
        <translation>PhotoSeek 自身的错误（{error}）</translation>
    </message>
    <message>
        <source>Photos cannot be read: no process can be started ({why}).</source>
        <translation>无法读取照片：不能启动进程（{why}）。</translation>
    </message>
    <message>
        <source>Photos cannot be read: the process that opens them does not start.</source>
        <translation>无法读取照片：打开照片的进程未能启动。</translation>
    </message>
    <message>
        <source>The folder {path} does not exist. Check its name, or connect its disk.</source>
        <translation>文件夹 {path} 不存在。请检查名称，或连接其磁盘。</translation>
    </message>
    <message>
        <source>{path} is a file, not a folder. Choose the folder it lies in.</source>
        <translation>{path} 是文件，不是文件夹。请选择它所在的文件夹。</translation>
    </message>
    <message>
        <source>The folder {path} may not be read. Change its permissions.</source>
        <translation>没有读取文件夹 {path} 的权限。请更改权限。</translation>
    </message>
    <message>
        <source>The folder {path} cannot be read ({why}).</source>
        <translation>无法读取文件夹 {path}（{why}）。</translation>
    </message>
    <message>
        <source>The sample photographs cannot be copied to {folder}: {why}.</source>
        <translation>无法将示例照片复制到 {folder}：{why}。</translation>
    </message>
    <message>
        <source>The sample photographs are missing. Install scikit-image or scikit-learn, or choose a folder.</source>
        <translation>缺少示例照片。请安装 scikit-image 或 scikit-learn，或选择文件夹。</translation>
    </message>
    <message>
        <source>{pattern} cannot be left out: it is no pattern. Mend it.</source>
        <translation>无法排除 {pattern}：写法不正确。请修改。</translation>
    </message>
    <message>
        <source>{folder} cannot be written to ({why}). Choose another folder.</source>
        <translation>无法写入 {folder}（{why}）。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>{folder} holds too many photos named {name}. Choose another folder.</source>
        <translation>{folder} 中名为 {name} 的照片过多。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>An album needs a name. Type one.</source>
        <translation>相册需要名称。请输入名称。</translation>
    </message>
    <message>
        <source>There is an album named &apos;{name}&apos; already. Choose another name.</source>
        <translation>已有名为“{name}”的相册。请换个名称。</translation>
    </message>
    <message>
        <source>This album is no longer in the library.</source>
        <translation>此相册已不在图库中。</translation>
    </message>
    <message>
        <source>This photo is no longer in the library.</source>
        <translation>这张照片已不在图库中。</translation>
    </message>
    <message>
        <source>This photo is no longer in the library, or has not been looked at yet.</source>
        <translation>这张照片已不在图库中，或尚未识别。</translation>
    </message>
    <message>
        <source>An analogy needs three words. Type one into each field.</source>
        <translation>类比需要三个词。请在每个框中输入一个。</translation>
    </message>
    <message>
        <source>The settings in {path} cannot be read ({why}). Delete the file to start afresh.</source>
        <translation>无法读取 {path} 中的设置（{why}）。删除该文件可恢复默认设置。</translation>
    </message>
    <message>
        <source>The settings in {path} are not valid JSON ({why}). Delete the file to start afresh.</source>
        <translation>{path} 中的设置不是有效的 JSON（{why}）。删除该文件可恢复默认设置。</translation>
    </message>
    <message>
        <source>{path}: {value} is not allowed for {name}. Mend or delete that line.</source>
        <translation>{path}：{name} 不允许使用 {value}。请修改或删除该行。</translation>
    </message>
    <message>
        <source>PhotoSeek is already running on the library in {path}. Close it, or choose another --base-dir.</source>
        <translation>PhotoSeek 已在使用 {path} 中的图库。请关闭它，或选择其他 --base-dir。</translation>
    </message>
    <message>
        <source>Another program holds the library {path}. Close it and try again.</source>
        <translation>图库 {path} 正被其他程序占用。请关闭该程序后重试。</translation>
    </message>
    <message>
        <source>The disk that holds {path} is full. Make room and try again.</source>
        <translation>{path} 所在的磁盘已满。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>The disk that holds {path} reports an error ({why}).</source>
        <translation>{path} 所在的磁盘报告错误（{why}）。</translation>
    </message>
    <message>
        <source>The library {path} may not be opened or written. Check the permissions of its folder.</source>
        <translation>无法打开或写入图库 {path}。请检查其文件夹的权限。</translation>
    </message>
    <message>
        <source>The library {path} is damaged. Restore a backup, in the settings or with &apos;photoseek restore FILE&apos;: the automatic ones are in {backups}. Or start afresh. Move that file (and its -wal and -shm files) away: your photos are safe, and the program&apos;s captions are made anew.</source>
        <translation>图库 {path} 已损坏。请在设置中或用 photoseek restore FILE 恢复备份，自动备份位于 {backups}。也可以重新开始：移走该文件（及其 -wal 和 -shm 文件）。照片不受影响，描述会重新生成。</translation>
    </message>
    <message>
        <source>{path} is no file. Move it away, or choose another --base-dir.</source>
        <translation>{path} 不是文件。请移走它，或选择其他 --base-dir。</translation>
    </message>
    <message>
        <source>A backup cannot take the library&apos;s own place. Choose another file.</source>
        <translation>备份不能覆盖图库本身。请选择其他文件。</translation>
    </message>
    <message>
        <source>{path} is no backup, so it is not written over. Choose another file.</source>
        <translation>{path} 不是备份，因此没有覆盖它。请选择其他文件。</translation>
    </message>
    <message>
        <source>There is no file {path}. Choose another one.</source>
        <translation>文件 {path} 不存在。请选择其他文件。</translation>
    </message>
    <message>
        <source>{path} is no library of PhotoSeek. Choose another file.</source>
        <translation>{path} 不是 PhotoSeek 图库。请选择其他文件。</translation>
    </message>
    <message>
        <source>{path} is damaged, or no library of PhotoSeek. Choose another file.</source>
        <translation>{path} 已损坏，或不是 PhotoSeek 图库。请选择其他文件。</translation>
    </message>
    <message>
        <source>{path} is damaged. Choose another backup.</source>
        <translation>{path} 已损坏。请选择其他备份。</translation>
    </message>
    <message>
        <source>{path} was made by a newer PhotoSeek. Update PhotoSeek first.</source>
        <translation>{path} 由更新版本的 PhotoSeek 创建。请先更新 PhotoSeek。</translation>
    </message>
    <message>
        <source>{path} cannot be read ({why}). Try again later.</source>
        <translation>无法读取 {path}（{why}）。请稍后重试。</translation>
    </message>
    <message>
        <source>{path} cannot be written ({why}). Choose another place.</source>
        <translation>无法写入 {path}（{why}）。请选择其他位置。</translation>
    </message>
    <message>
        <source>The library {path} cannot be reached ({why}). All goes on once it can.</source>
        <translation>无法连接图库 {path}（{why}）。恢复连接后一切会继续。</translation>
    </message>
    <message>
        <source>The library {path} may not be written. Check the permissions of its user.</source>
        <translation>无法写入图库 {path}。请检查其用户的权限。</translation>
    </message>
    <message>
        <source>Another workstation holds the library {path}. Try again in a moment.</source>
        <translation>另一台电脑正在占用图库 {path}。请稍后再试。</translation>
    </message>
    <message>
        <source>The library cannot keep this text: it holds a character that is none.</source>
        <translation>图库无法保存这段文字：其中含有无效字符。</translation>
    </message>
    <message>
        <source>The library is shared on PostgreSQL: back it up with pg_dump, and put it back with pg_restore.</source>
        <translation>图库在 PostgreSQL 上共享：请用 pg_dump 备份，用 pg_restore 恢复。</translation>
    </message>
    <message>
        <source>OpenVINO float32 on the processor</source>
        <translation>OpenVINO float32（处理器）</translation>
    </message>
    <message>
        <source>OpenVINO bfloat16 on the processor</source>
        <translation>OpenVINO bfloat16（处理器）</translation>
    </message>
    <message>
        <source>torch float32 on the processor</source>
        <translation>torch float32（处理器）</translation>
    </message>
    <message>
        <source>torch float32 on the graphics processor (CUDA)</source>
        <translation>torch float32（显卡，CUDA）</translation>
    </message>
    <message>
        <source>torch float32 on the graphics processor (MPS)</source>
        <translation>torch float32（显卡，MPS）</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>没有此文件或目录</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>权限不够</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>只读文件系统</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>输入/输出错误</translation>
    </message>
    <message>
        <source>Getting ready …</source>
        <translation>正在准备…</translation>
    </message>
</context>
</TS>
